import { extname } from 'node:path'
import { TabricateError } from '../errors.ts'
import { formatByName, type TableFormat, tableExtensions } from '../format/table-format.ts'

export type { TableFormat as FileFormat } from '../format/table-format.ts'

/**
 * The format to write a file in, by the extension of its name, in any case.
 * @throws TabricateError `UNSUPPORTED_FORMAT`, naming the extensions that there are
 */
export function fileFormatOf(path: string): TableFormat {
  const format = formatByName(path)
  if (format !== undefined) return format
  const extension = extname(path)
  const given = extension === '' ? 'no extension' : `the extension "${extension}"`
  throw new TabricateError(
    'UNSUPPORTED_FORMAT',
    `"${path}" has ${given}. Supported: ${tableExtensions.join(', ')}. Rename the file, or name its format.`,
  )
}
