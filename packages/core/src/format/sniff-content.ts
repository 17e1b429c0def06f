import { hasRegularRows } from './csv/csv-dialect.ts'
import { startText } from './text-source.ts'

/** What the first bytes of a file say about it. */
export type Content =
  | { readonly kind: 'empty' }
  | { readonly kind: 'parquet' | 'xlsx' }
  /** A saved model: a `.tabricate` file. */
  | { readonly kind: 'model' }
  /** A format that no table is read from; `what` names it, `remedy` says what to do. */
  | { readonly kind: 'foreign'; readonly what: string; readonly remedy: string }
  /** `isSure`: an array or object opens and its first member follows; else only the bracket is there. */
  | { readonly kind: 'json'; readonly isSure: boolean; readonly isRegular: boolean }
  /** `isRegular`: two rows or more, all with the same number of separators. */
  | { readonly kind: 'text'; readonly isRegular: boolean }
  /** Zero bytes that belong to no encoding of text. */
  | { readonly kind: 'binary' }

/** So many bytes are enough for {@link sniffContent}. */
export const sniffedBytes = 1 << 16

const unpack = 'Unpack it first.'
const convert = 'Save the table as CSV, JSON, XLSX or Parquet.'

/** First bytes, as Latin-1, of formats that are recognised. A ZIP file is taken for XLSX, whose reader knows other ones. */
const signatures: readonly (readonly [start: string, content: Content])[] = [
  ['PAR1', { kind: 'parquet' }],
  ['PK\x03\x04', { kind: 'xlsx' }],
  ['PK\x05\x06', { kind: 'foreign', what: 'an empty ZIP file', remedy: convert }],
  ['TABRICAT', { kind: 'model' }],
  ['\x1f\x8b', { kind: 'foreign', what: 'a gzip file', remedy: unpack }],
  ['BZh', { kind: 'foreign', what: 'a bzip2 file', remedy: unpack }],
  ['\xfd7zXZ\0', { kind: 'foreign', what: 'an xz file', remedy: unpack }],
  ['\x28\xb5\x2f\xfd', { kind: 'foreign', what: 'a Zstandard file', remedy: unpack }],
  ['7z\xbc\xaf\x27\x1c', { kind: 'foreign', what: 'a 7-Zip file', remedy: unpack }],
  [
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    { kind: 'foreign', what: 'an old Excel file (.xls), or one with a password', remedy: convert },
  ],
  ['PARE', { kind: 'foreign', what: 'an encrypted Parquet file', remedy: 'Decrypt it first.' }],
  ['ARROW1', { kind: 'foreign', what: 'an Arrow (Feather) file', remedy: convert }],
  ['Obj\x01', { kind: 'foreign', what: 'an Avro file', remedy: convert }],
  ['ORC', { kind: 'foreign', what: 'an ORC file', remedy: convert }],
  ['SQLite format 3\0', { kind: 'foreign', what: 'an SQLite database', remedy: convert }],
  ['%PDF-', { kind: 'foreign', what: 'a PDF document', remedy: convert }],
]

/** What a file holds, from its first bytes ({@link sniffedBytes} of them, or all). */
export function sniffContent(start: Uint8Array): Content {
  const latin = String.fromCharCode(...start.subarray(0, 16))
  const found = signatures.find(([signature]) => latin.startsWith(signature))
  // Texts may begin like the short signatures of letters: those files go on with bytes that no text has.
  if (found !== undefined && !(isLetters(found[0]) && isPlainText(start))) return found[1]
  const text = startText(start)
  if (text.trim() === '') return { kind: 'empty' }
  if (text.includes('\0')) return { kind: 'binary' }
  // A whole file may lack its last line end.
  const isRegular = hasRegularRows(start.length < sniffedBytes ? `${text}\n` : text)
  if (/^\s*[[{]/.test(text)) {
    return { kind: 'json', isSure: /^\s*(?:\[\s*[{\]]|\{\s*["}])/.test(text), isRegular }
  }
  return { kind: 'text', isRegular }
}

function isLetters(signature: string): boolean {
  return /^[\x20-\x7e]*$/.test(signature)
}

function isPlainText(start: Uint8Array): boolean {
  return start.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
}
