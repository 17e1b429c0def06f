import { isMissingText } from './missing-tokens.ts'
import { type RawTexts, withDistinctTexts } from './raw-column.ts'

/** The different texts of a column, and which of them stands for missing. */
export interface TextEvidence {
  readonly name: string
  /** Number of rows, and of those that are not missing. */
  readonly total: number
  readonly present: number
  /** The missing token; null when missing cells have no text, or when there are none. */
  readonly token: string | null
  /** Every different text but the token. */
  readonly texts: readonly string[]
}

/**
 * Counts the texts of a column. Of several missing tokens the most frequent stands for missing; the others stay as they
 * are. Where cells are missing without a text, as with JSON's `null`, or are texts by nature, `"NA"` is a text as any other.
 */
export function textEvidence(
  source: RawTexts,
  isToken: (text: string) => boolean = isMissingText,
): TextEvidence {
  const raw = withDistinctTexts(source)
  const counts = new Uint32Array(raw.texts.length)
  let missing = 0
  for (const code of raw.codes) {
    if (code < 0) missing++
    else counts[code] = (counts[code] ?? 0) + 1
  }
  let tokenCode = -1
  if (missing === 0 && !raw.isLiteral) {
    for (const [code, text] of raw.texts.entries()) {
      if (isToken(text) && (counts[code] ?? 0) > (counts[tokenCode] ?? 0)) tokenCode = code
    }
  }
  return {
    name: raw.name,
    total: raw.codes.length,
    present: raw.codes.length - missing - (counts[tokenCode] ?? 0),
    token: raw.texts[tokenCode] ?? null,
    texts: raw.texts.filter((_, code) => code !== tokenCode && (counts[code] ?? 0) > 0),
  }
}
