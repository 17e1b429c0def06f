import { type Issue, throwIssues } from '../../errors.ts'
import { namedColumns, type Table } from '../../table/table.ts'
import { createSharedTexts } from './shared-texts.ts'
import { sheetXml } from './sheet-xml.ts'
import { sheetFile, textsFile, workbookFiles } from './workbook-xml.ts'
import { type TextFile, zipTexts } from './zip-texts.ts'

export interface XlsxFormatOptions {
  /** The sheet's name, of 1 to 31 characters, none of them one of `[ ] : * ? / \`. Default `table`. */
  readonly sheet?: string
}

const misfit = 'The table does not fit into a sheet'

/** What a sheet holds: Microsoft, "Excel specifications and limits". */
const maxRows = 1_048_576
const maxColumns = 16_384

/**
 * The table as the bytes of an XLSX file with one sheet. Texts are text cells, so that none is taken for a formula or a number;
 * dates are date cells, from March 1900 on, else texts. Readers take the line ends `\r\n` within texts for `\n`. Rows at the end in
 * which all values are missing are not seen by readers. Besides the table's, takes twice the memory of the file, and 160 bytes for
 * each different text.
 * @throws TabricateError `INVALID_TABLE` with everything that a sheet cannot hold: too many rows or columns, texts of more than 32,767
 *   characters, a sheet's name that is not allowed
 */
export function formatXlsx(table: Table, options: XlsxFormatOptions = {}): Uint8Array {
  const parts = Array.from(formatXlsxParts(table, options))
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/**
 * As {@link formatXlsx}, the bytes as they come, so that the file is never in memory.
 * @throws TabricateError as {@link formatXlsx}; of long texts after the sheet
 */
export function* formatXlsxParts(
  table: Table,
  { sheet = 'table' }: XlsxFormatOptions = {},
): Generator<Uint8Array> {
  checkFits(table, sheet)
  const issues: Issue[] = []
  const texts = createSharedTexts(issues)
  const dateFormats: string[] = []
  const styleOf = (format: string) => {
    if (!dateFormats.includes(format)) dateFormats.push(format)
    return dateFormats.indexOf(format) + 1
  }
  // The sheet is written first: only then its texts and date formats are known.
  function* files(): Generator<TextFile> {
    yield { name: sheetFile, pieces: sheetXml(table, texts, styleOf) }
    throwIssues('INVALID_TABLE', misfit, issues)
    yield { name: textsFile, pieces: texts.pieces() }
    yield* workbookFiles(sheet, dateFormats)
  }
  yield* zipTexts(files())
}

function checkFits(table: Table, sheet: string): void {
  const issues: Issue[] = []
  const fields = namedColumns(table)
  if (table.rowCount >= maxRows)
    issues.push({
      path: ['rowCount'],
      message: `is ${table.rowCount}; a sheet has ${maxRows - 1} rows below the names. Write CSV or Parquet`,
    })
  if (fields.length > maxColumns)
    issues.push({
      path: ['columns'],
      message: `are ${fields.length}; a sheet has ${maxColumns}. Write CSV or Parquet`,
    })
  if (!/^[^[\]:*?/\\]{1,31}$/.test(sheet) || Object.hasOwn(Object.prototype, sheet)) {
    issues.push({
      path: ['sheet'],
      message: `"${sheet}" is no name of a sheet: 1 to 31 characters, none of them [ ] : * ? / \\`,
    })
  }
  throwIssues('INVALID_TABLE', misfit, issues)
}
