import { type Issue, TabricateError } from '../../errors.ts'
import { type JsonRecord, jsonReason, maxJsonIssues, maxRecordLength } from './json-record.ts'
import { parseJsonExactly } from './parse-json-exactly.ts'
import { reportRepeatedMembers } from './repeated-members.ts'

/**
 * The elements of a JSON array, in batches as their text comes, in the memory of a batch.
 * @param start the text after the opening bracket
 * @throws TabricateError `PARSE_FAILED` when the array does not end, or text follows it. Elements that are no JSON become `issues`.
 */
export async function* arrayRecords(
  start: string,
  parts: AsyncGenerator<string>,
  issues: Issue[],
): AsyncGenerator<JsonRecord[]> {
  const scan = createElementScanner()
  /** The elements that are complete and not read yet, and the beginning of the next one. */
  let pending = ''
  let row = 0
  let isClosed = false

  /** Reads whole elements, all at once; one by one when that fails, to say which it is. */
  function read(text: string, ends: readonly number[]): JsonRecord[] {
    try {
      const values = parseJsonExactly(`[${text}]`)
      if (Array.isArray(values) && values.length === ends.length) {
        let start = 0
        for (const [index, end] of ends.slice(0, 100).entries()) {
          reportRepeatedMembers(text.slice(start, end), row + index + 1, issues)
          start = end + 1
        }
        return values.map((value: unknown) => ({ value, row: ++row }))
      }
    } catch {}
    let from = 0
    return ends.flatMap((end) => {
      const element = text.slice(from, end)
      from = end + 1
      row++
      try {
        return [{ value: parseJsonExactly(element), row }]
      } catch (cause) {
        if (issues.length < maxJsonIssues)
          issues.push({ path: ['rows', row], message: `is no JSON: ${jsonReason(cause)}` })
        return []
      }
    })
  }

  let text = start
  for (;;) {
    const before = pending.length
    pending += text
    const { ends, close } = scan(pending, before)
    const last = close ?? ends.at(-1)
    if (last !== undefined) {
      const isEmpty =
        close !== null && row === 0 && ends.length === 0 && pending.slice(0, close).trim() === ''
      const all = close === null || isEmpty ? ends : [...ends, close]
      const records = read(pending.slice(0, last), all)
      pending = pending.slice(last + 1)
      if (records.length > 0) yield records
      if (issues.length >= maxJsonIssues) return
      if (close !== null) isClosed = true
    }
    if (isClosed && pending.trim() !== '') throw noArray('text follows the closing bracket')
    if (isClosed) pending = ''
    if (pending.length > maxRecordLength) {
      issues.push({ path: ['rows', row + 1], message: 'has more than 128 million characters' })
      return
    }
    const next = await parts.next()
    if (next.done === true) break
    text = next.value
    if (!isClosed) continue
    if (text.trim() !== '') throw noArray('text follows the closing bracket')
    text = ''
  }
  if (isClosed) return
  const cut = `it ends within element ${row + 1}, before the closing bracket`
  if (issues.length === 0) throw noArray(cut)
  issues.push({ path: ['rows', row + 1], message: `is cut: ${cut}` })
}

interface Scanned {
  /** Where elements end: at their commas. */
  readonly ends: readonly number[]
  /** Where the array ends; null when it goes on. */
  readonly close: number | null
}

const quote = 34
const comma = 44
const backslash = 92
const openBracket = 91
const closeBracket = 93
const openBrace = 123
const closeBrace = 125

/**
 * A function that finds the ends of an array's elements in a text, of which it has seen all before `from`. Between two calls
 * elements that ended may be cut off, up to and with their comma.
 */
function createElementScanner(): (text: string, from: number) => Scanned {
  let depth = 0
  let isText = false
  let isEscaped = false
  let isClosed = false
  return (text, from) => {
    const ends: number[] = []
    if (isClosed) return { ends, close: null }
    for (let at = from; at < text.length; at++) {
      const character = text.charCodeAt(at)
      if (isEscaped) isEscaped = false
      else if (isText) {
        if (character === quote) isText = false
        else if (character === backslash) isEscaped = true
      } else if (character === quote) isText = true
      else if (character === openBrace || character === openBracket) depth++
      else if (character === closeBrace || character === closeBracket) {
        if (depth === 0) {
          isClosed = true
          return { ends, close: at }
        }
        depth--
      } else if (character === comma && depth === 0) ends.push(at)
    }
    return { ends, close: null }
  }
}

function noArray(why: string): TabricateError {
  return new TabricateError('PARSE_FAILED', `The file begins like a JSON array but is none: ${why}.`)
}
