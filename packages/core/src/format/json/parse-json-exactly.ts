import { jsonTextEnd } from './json-text-end.ts'

/** A number of a JSON text that no double holds, by its digits. */
export interface ExactNumber {
  readonly [exactDigits]: string
}

const exactDigits = Symbol('exact digits')

/** The digits of an {@link ExactNumber}; undefined for any other value. */
export function exactNumberText(value: unknown): string | undefined {
  return isExactNumber(value) ? value[exactDigits] : undefined
}

function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'object' && value !== null && exactDigits in value
}

const numbers = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * As `JSON.parse`, but numbers that a double would change, as whole numbers beyond 2^53, or that it cannot hold, as 1e999,
 * come as {@link ExactNumber}s. The keys `__proto__` are data.
 * @throws SyntaxError when the text is no JSON
 */
export function parseJsonExactly(text: string): unknown {
  if (!/\d{16}|[eE][+-]?\d{3}/.test(text)) return JSON.parse(text)
  const mark = unusedMark(text)
  const marked = replaceOutsideTexts(text, numbers, (token) =>
    needsDigits(token) ? `"${mark}${token}"` : token,
  )
  return JSON.parse(marked, (_, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith(mark)) return value
    return { [exactDigits]: value.slice(mark.length) } satisfies ExactNumber
  })
}

/** As `json.replace`, but the texts within stay as they are. */
function replaceOutsideTexts(json: string, pattern: RegExp, replace: (token: string) => string): string {
  let replaced = ''
  for (let from = 0; from < json.length; ) {
    const quote = json.indexOf('"', from)
    const start = quote < 0 ? json.length : quote
    const end = quote < 0 ? json.length : jsonTextEnd(json, quote)
    replaced += json.slice(from, start).replace(pattern, replace) + json.slice(start, end)
    from = end
  }
  return replaced
}

function needsDigits(token: string): boolean {
  const value = Number(token)
  if (!Number.isFinite(value)) return true
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(value)
}

function unusedMark(text: string): string {
  let mark = '#'
  while (text.includes(`"${mark}`)) mark += '#'
  return mark
}
