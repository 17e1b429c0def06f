import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'

const given = process.env['TABRICATE_DATA']
const shared = join(import.meta.dirname, '../../../../shared/data')
const dataFolders = given === undefined ? [shared] : [given, join(given, 'data'), shared]

/** A file of the real tables, which are not kept in the repository; `undefined` when it is nowhere. */
export function findDataFile(name: string): string | undefined {
  return dataFolders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}

/** The name of a test on a real table, with the reason when it must be skipped. */
export function dataTitle(title: string, file: string): string {
  return findDataFile(file) === undefined ? `${title} (skipped: no ${file}; set TABRICATE_DATA)` : title
}

/** The columns of a CSV file with a header, as text. */
export function readCsvColumns(file: string): Map<string, string[]> {
  const { data } = Papa.parse<string[]>(readFileSync(file, 'utf8').trimEnd(), { delimiter: ',' })
  const [header = [], ...rows] = data
  return new Map(header.map((name, index) => [name, rows.map((row) => row[index] ?? '')]))
}

/** Numbers from text; an empty field is missing (NaN). */
export function toNumbers(texts: readonly string[] | undefined): Float64Array {
  return Float64Array.from(texts ?? [], (text) => (text === '' ? Number.NaN : Number(text)))
}
