import { TabricateError } from '../errors.ts'

/**
 * Rows of each table of a stream. Default 10,000.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function chunkRowsOf({ chunkRows = 10_000 }: { readonly chunkRows?: number }): number {
  if (Number.isInteger(chunkRows) && chunkRows >= 1) return chunkRows
  throw new TabricateError(
    'INVALID_OPTIONS',
    `chunkRows must be a whole number from 1 on; it is ${chunkRows}.`,
  )
}
