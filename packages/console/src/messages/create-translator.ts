/** A text that the platform tells, and the same in another language. `{}` stands for anything, `{n}` for a number, in the same order in both; in the other language both are `{}`. */
export type TextPair = readonly [english: string, translated: string]

interface Rule {
  readonly pattern: RegExp
  readonly translated: string
}

/**
 * Translates texts that the platform tells in English alone, by the texts themselves: who finds none keeps the English one. What stands
 * for `{}` is translated likewise. Of several that fit, the first is taken.
 * @param formatNumber of numbers such as `1,234.5`
 */
export function createTranslator(
  pairs: readonly TextPair[],
  formatNumber: (value: number) => string,
): (text: string) => string {
  const exact = new Map(pairs.filter(([english]) => !slot.test(english)))
  const rules = pairs.filter(([english]) => slot.test(english)).map(toRule)

  function translate(text: string): string {
    const known = exact.get(text)
    if (known !== undefined) return known
    if (/^-?\d{1,3}(,\d{3})*(\.\d+)?$/.test(text)) return formatNumber(Number(text.replaceAll(',', '')))
    for (const { pattern, translated } of rules) {
      const found = pattern.exec(text)
      if (found === null) continue
      const parts = found.slice(1)
      return translated.replaceAll('{}', () => translate(parts.shift() ?? ''))
    }
    return text
  }
  return translate
}

const slot = /\{n?\}/

function toRule([english, translated]: TextPair): Rule {
  const source = english
    .split(/(\{n?\})/)
    .map((part) => slotPatterns[part] ?? part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('')
  return { pattern: new RegExp(`^${source}$`, 's'), translated }
}

const slotPatterns: { readonly [slot: string]: string } = { '{}': '(.+?)', '{n}': '([\\d,.]+)' }
