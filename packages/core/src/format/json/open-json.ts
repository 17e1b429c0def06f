import { type Issue, TabricateError } from '../../errors.ts'
import { type Source, sourceText, type TextEncodingName } from '../text-source.ts'
import { arrayRecords } from './array-records.ts'
import { type JsonRecord, jsonReason, maxJsonIssues, maxRecordLength } from './json-record.ts'
import { parseJsonExactly } from './parse-json-exactly.ts'
import { reportRepeatedMembers } from './repeated-members.ts'

export interface JsonReadOptions {
  /** Default: by the first byte-order mark or zero bytes, else UTF-8. */
  readonly encoding?: TextEncodingName
}

/**
 * The records of a JSON file, in batches as they come: the elements of one array, or one value a line (JSON Lines).
 * @throws TabricateError `PARSE_FAILED` when the text is neither. Elements and lines that are no JSON become `issues`.
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
  const start = text.trimStart()
  if (start.startsWith('[')) yield* arrayRecords(start.slice(1), parts, issues)
  else yield* lineRecords(text, parts, issues)
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
      if (each.trim() === '' || issues.length >= maxJsonIssues) continue
      try {
        records.push({ value: parseJsonExactly(each), row })
        reportRepeatedMembers(each, row, issues)
      } catch (cause) {
        issues.push({
          path: ['rows', row],
          message: `is no JSON: ${jsonReason(cause)}. Write an array of objects, or an object a line`,
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
      if (issues.length >= maxJsonIssues) return
    }
    if (pending.length > maxRecordLength) {
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
