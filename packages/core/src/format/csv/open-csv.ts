import { type Issue, TabricateError, throwIssues } from '../../errors.ts'
import { type Source, sourceText, type TextEncodingName } from '../text-source.ts'
import { type CsvDialect, type Delimiter, type Newline, sniffCsvDialect } from './csv-dialect.ts'
import { createRowSplitter, type RowSplitter } from './row-splitter.ts'
import { unifyLineEnds } from './unify-line-ends.ts'

export interface CsvReadOptions {
  /** Default: found from the file. */
  readonly delimiter?: Delimiter
  /** The only line end there is. Default: any of them, also mixed; the first is the dialect's. */
  readonly newline?: Newline
  /** Default: found from the file: UTF-8, UTF-16 or Windows-1252. */
  readonly encoding?: TextEncodingName
  /** The column names, for a file without a header row. */
  readonly names?: readonly string[]
}

/** A file of separated values whose header has been read. */
export interface OpenCsv {
  readonly dialect: CsvDialect
  readonly names: readonly string[]
  /** The rows after the header, in batches; every row has as many cells as there are names. */
  readonly batches: AsyncGenerator<string[][]>
}

/** So much text is looked at to find the dialect. */
const sampleLength = 1 << 16
/** A row may not be longer, in characters: a quote that is never closed must not swallow a large file. */
const maxRowLength = 1 << 27
const maxIssues = 100

/**
 * Reads the header of a file of separated values and gives its rows as a stream.
 * @throws TabricateError `PARSE_FAILED` with the rows that have too few or too many cells, or quotes that do not match
 */
export async function openCsv(source: Source, options: CsvReadOptions = {}): Promise<OpenCsv> {
  const parts = sourceText(source, options.encoding)
  let sample = ''
  while (sample.length < sampleLength) {
    const next = await parts.next()
    if (next.done === true) break
    sample += next.value
  }
  if (sample.trim() === '')
    throw new TabricateError('PARSE_FAILED', 'The file is empty. A table needs a row of column names.')
  const sniffed = sniffCsvDialect(sample.slice(0, sampleLength))
  const dialect = {
    delimiter: options.delimiter ?? sniffed.delimiter,
    newline: options.newline ?? sniffed.newline,
  }
  const issues: Issue[] = []
  const split = createRowSplitter(dialect)
  const splitter: RowSplitter =
    options.newline === undefined
      ? (text, isLast) => split(unifyLineEnds(text, dialect, isLast), isLast)
      : split
  const rows = splitRows(sample, parts, splitter, issues)
  if (options.names !== undefined) {
    checkNames(options.names)
    return {
      dialect,
      names: options.names,
      batches: checkedRows(rows, [], options.names.length, 1, dialect, issues),
    }
  }
  let first: string[][] = []
  while (first.length === 0) {
    const next = await rows.next()
    if (next.done === true) break
    first = next.value
  }
  if (first.length === 0) throwIssues('PARSE_FAILED', 'The file is not a table of separated values', issues)
  const [names = [], ...rest] = first
  checkNames(names)
  return { dialect, names, batches: checkedRows(rows, rest, names.length, 2, dialect, issues) }
}

async function* splitRows(
  sample: string,
  parts: AsyncGenerator<string>,
  splitter: RowSplitter,
  issues: Issue[],
): AsyncGenerator<string[][]> {
  let rest = ''
  let pending = sample
  let firstRow = 1
  const take = (text: string, isLast: boolean) => {
    refuseBinary(text, rest.length, firstRow)
    const found = splitter(text, isLast)
    for (const { row, message } of found.errors) issues.push({ path: ['rows', firstRow + row], message })
    firstRow += found.rows.length
    rest = found.rest
    return found.rows
  }
  // What is left of a row longer than the parts is not split again before as much has been added: cost stays linear.
  let nextSplit = 0
  for (;;) {
    if (pending.length >= nextSplit) {
      const rows = take(rest + pending, false)
      pending = ''
      nextSplit = rest.length
      if (rest.length > maxRowLength) {
        issues.push({ path: ['rows', firstRow], message: tooLong })
        return
      }
      if (rows.length > 0) yield rows
    }
    if (issues.length >= maxIssues) return
    const next = await parts.next()
    if (next.done === true) break
    pending += next.value
  }
  const rows = take(rest + pending, true)
  if (rows.length > 0) yield rows
}

const tooLong =
  'the row has more than 128 million characters: probably a quote that opens here is never closed. Write a quote inside a quoted cell twice'

async function* checkedRows(
  batches: AsyncGenerator<string[][]>,
  first: string[][],
  width: number,
  firstRow: number,
  { delimiter }: CsvDialect,
  issues: Issue[],
): AsyncGenerator<string[][]> {
  let row = firstRow
  const check = (rows: string[][]) => {
    const good = rows.filter((cells, index) => {
      if (cells.length === width) return true
      const isBlank = cells.length === 1 && cells[0] === ''
      if (!isBlank && issues.length < maxIssues) {
        const message = `has ${cells.length} cells where the header has ${width} (separated by ${JSON.stringify(delimiter)}). Quote cells that hold the separator, or name the right delimiter`
        issues.push({ path: ['rows', row + index], message })
      }
      return false
    })
    row += rows.length
    return good
  }
  const rest = check(first)
  if (rest.length > 0) yield rest
  for await (const batch of batches) {
    const good = check(batch)
    if (good.length > 0) yield good
    if (issues.length >= maxIssues) break
  }
  throwIssues(
    'PARSE_FAILED',
    'Rows could not be read (row 1 is the first of the file)',
    issues.toSorted(byRow),
  )
}

function byRow(a: Issue, b: Issue): number {
  return Number(a.path[1]) - Number(b.path[1])
}

function checkNames(names: readonly string[]): void {
  const issues: Issue[] = []
  const seen = new Map<string, number>()
  for (const [index, name] of names.entries()) {
    const earlier = seen.get(name)
    if (name.trim() === '') {
      issues.push({ path: ['columns', index + 1], message: 'has no name; every column needs one' })
    } else if (earlier !== undefined) {
      const message = `is called "${name}", as is column ${earlier}; names must differ`
      issues.push({ path: ['columns', index + 1], message })
    } else seen.set(name, index + 1)
  }
  throwIssues('PARSE_FAILED', 'The header row is not usable (columns counted from 1)', issues)
}

function refuseBinary(text: string, from: number, firstRow: number): void {
  const at = text.indexOf('\0', from)
  if (at < 0) return
  const row = firstRow + text.slice(0, at).split('\n').length - 1
  throw new TabricateError(
    'PARSE_FAILED',
    `Row ${row} holds a zero byte: this is no text file, or its encoding is not the one assumed. Save it as UTF-8 text.`,
    { issues: [{ path: ['rows', row], message: 'holds a zero byte' }] },
  )
}
