/**
 * A text that is told in English, and the same in another language. In the English one stand, in the same order as `{}` in the other:
 * `{}` for anything, which is translated likewise; `{n}` for a number; `{=}` for a name, which stays as it is.
 */
export type TextPair = readonly [english: string, translated: string]

interface Rule {
  readonly pattern: RegExp
  /** The English text's, in their order. */
  readonly slots: readonly string[]
  readonly translated: string
}

/**
 * Translates texts that are told in English alone, by the texts themselves: who finds none keeps the English one. Of several pairs that
 * fit, the first is taken.
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
    for (const { pattern, slots, translated } of rules) {
      const found = pattern.exec(text)
      if (found === null) continue
      const parts = found.slice(1).map((part, i) => (slots[i] === '{=}' ? part : translate(part)))
      return translated.replaceAll('{}', () => parts.shift() ?? '')
    }
    return text
  }
  return translate
}

const slot = /\{[n=]?\}/

function toRule([english, translated]: TextPair): Rule {
  const parts = english.split(/(\{[n=]?\})/)
  const source = parts.map((part) => slotPatterns[part] ?? part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return {
    pattern: new RegExp(`^${source.join('')}$`, 's'),
    slots: parts.filter((part) => slotPatterns[part] !== undefined),
    translated,
  }
}

const slotPatterns: { readonly [slot: string]: string } = {
  '{}': '(.+?)',
  '{n}': '([\\d,.]+)',
  '{=}': '(.*?)',
}
