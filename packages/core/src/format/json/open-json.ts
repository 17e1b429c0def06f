import { type Issue, TabricateError } from '../../errors.ts'
import { type Source, sourceText, type TextEncodingName } from '../text-source.ts'
import { parseJsonExactly } from './parse-json-exactly.ts'

export interface JsonReadOptions {
  /** Default: by the first byte-order mark or zero bytes, else UTF-8. */
  readonly encoding?: TextEncodingName
}

/** One record, and its row: the element's number in an array, or the line, both from 1. */
export interface JsonRecord {
  readonly value: unknown
  readonly row: number
}

const maxLineLength = 1 << 27
const maxIssues = 100

/**
 * The records of a JSON file, in batches: the elements of one array, or one value a line (JSON Lines). An array is read as a
 * whole, lines as they come.
 * @throws TabricateError `PARSE_FAILED` when the text is neither. Lines that are no JSON become `issues`.
 */
export async function* jsonRecords(
  source: Source,
  options: JsonReadOptions,
  issues: Issue[],
): AsyncGenerator<JsonRecord[]> {
  const parts = sourceText(source, options.encoding)
  let text = ''
  while (text.trimStart() === '') {
    const next = await parts.next()
    if (next.done === true)
      throw new TabricateError(
        'PARSE_FAILED',
        'The file is empty. Give an array of objects, or an object a line.',
      )
    text += next.value
  }
  if (text.trimStart().startsWith('[')) yield arrayRecords(await rest(text, parts))
  else yield* lineRecords(text, parts, issues)
}

async function rest(start: string, parts: AsyncGenerator<string>): Promise<string> {
  const pieces = [start]
  for await (const part of parts) pieces.push(part)
  return pieces.join('')
}

function arrayRecords(text: string): JsonRecord[] {
  let values: unknown
  try {
    values = parseJsonExactly(text)
  } catch (cause) {
    throw new TabricateError(
      'PARSE_FAILED',
      `The file begins like a JSON array but is none: ${reason(cause)}.`,
      { cause },
    )
  }
  return Array.isArray(values) ? values.map((value: unknown, index) => ({ value, row: index + 1 })) : []
}

async function* lineRecords(
  start: string,
  parts: AsyncGenerator<string>,
  issues: Issue[],
): AsyncGenerator<JsonRecord[]> {
  let pending = start
  let line = 1
  const read = (text: string) => {
    const records: JsonRecord[] = []
    for (const each of text.split('\n')) {
      const row = line++
      if (each.trim() === '' || issues.length >= maxIssues) continue
      try {
        records.push({ value: parseJsonExactly(each), row })
      } catch (cause) {
        issues.push({
          path: ['rows', row],
          message: `is no JSON: ${reason(cause)}. Write an array of objects, or an object a line`,
        })
      }
    }
    return records
  }
  // Of the pieces of a long line each is searched once.
  let end = pending.lastIndexOf('\n')
  for (;;) {
    if (end >= 0) {
      const records = read(pending.slice(0, end))
      pending = pending.slice(end + 1)
      if (records.length > 0) yield records
      if (issues.length >= maxIssues) return
    }
    if (pending.length > maxLineLength) {
      issues.push({
        path: ['rows', line],
        message: 'has more than 128 million characters. Write an object a line',
      })
      return
    }
    const next = await parts.next()
    if (next.done === true) break
    const found = next.value.lastIndexOf('\n')
    end = found < 0 ? -1 : pending.length + found
    pending += next.value
  }
  const records = read(pending)
  if (records.length > 0) yield records
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : String(cause)
}
