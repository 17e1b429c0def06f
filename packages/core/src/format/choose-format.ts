import { TabricateError } from '../errors.ts'
import { sniffContent } from './sniff-content.ts'
import { formatByName, type TableFormat } from './table-format.ts'

/** The format that a file is read in. */
export interface ChosenFormat {
  readonly format: TableFormat
  /** Says that the content is of another format than the name stands for; null when they agree. */
  readonly notice: string | null
}

/**
 * The format of a file by its first bytes and, where these leave a choice, by its name. Content that is unmistakable
 * (Parquet, XLSX, JSON objects, regular rows of separated values) decides against a name.
 * @param name the file's name, for its extension and for messages; undefined when there is none
 * @throws TabricateError `UNSUPPORTED_FORMAT` for what is recognised and no table (compressed files, databases, saved models, bytes
 *   that are no text); `PARSE_FAILED` when the name stands for another format than the content, which is unclear itself
 */
export function chooseFormat(start: Uint8Array, name: string | undefined): ChosenFormat {
  const named = name === undefined ? undefined : formatByName(name)
  const subject = name === undefined ? 'The input' : `"${name}"`
  const take = (format: TableFormat, what: string): ChosenFormat => {
    const agrees = named === undefined || familyOf(named) === familyOf(format)
    return agrees
      ? { format: named ?? format, notice: null }
      : { format, notice: `${subject} is called ${named} but holds ${what}: it was read as ${what}.` }
  }
  const content = sniffContent(start)
  switch (content.kind) {
    case 'parquet':
      return take('parquet', 'Parquet')
    case 'xlsx':
      return take('xlsx', 'XLSX')
    case 'model':
      throw unsupported(`${subject} is a saved model, not a table. Load it as a model to sample from it.`)
    case 'foreign':
      throw unsupported(`${subject} is ${content.what}, which tables are not read from. ${content.remedy}`)
    case 'empty':
      throw new TabricateError(
        'PARSE_FAILED',
        `${subject} is empty. A table needs column names: a first row, or the members of objects.`,
      )
    case 'binary':
      if (named === 'csv' || named === 'tsv') return { format: named, notice: null }
      if (named !== undefined) throw contradiction(subject, named, 'bytes that are neither that nor text')
      throw unsupported(
        `${subject} holds bytes that are no text and begin like no format that is known: ${known}.`,
      )
    case 'json':
      if (content.isSure) return take('json', 'JSON')
      if (content.isRegular && familyOf(named) !== 'json') return take('csv', 'separated values')
      return take('json', 'JSON')
    case 'text':
      if (content.isRegular || named === undefined) return take('csv', 'separated values')
      if (familyOf(named) === 'csv') return { format: named, notice: null }
      throw contradiction(subject, named, 'text that is neither JSON nor regular rows of separated values')
    default:
      return content satisfies never
  }
}

const known = 'CSV, TSV, JSON, XLSX, Parquet'

/** Formats that are read in the same way, whatever their names. */
function familyOf(format: TableFormat | undefined): TableFormat | undefined {
  return format === 'tsv' ? 'csv' : format === 'jsonl' ? 'json' : format
}

function unsupported(message: string): TabricateError {
  return new TabricateError('UNSUPPORTED_FORMAT', message)
}

function contradiction(subject: string, named: TableFormat, found: string): TabricateError {
  return new TabricateError(
    'PARSE_FAILED',
    `${subject} is called ${named} but holds ${found}. Give its real format, or save it again.`,
  )
}
