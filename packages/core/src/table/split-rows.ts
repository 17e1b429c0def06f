import { TabricateError } from '../errors.ts'
import { permutation } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { selectRows, type Table } from './table.ts'

export interface SplitOptions {
  /** The holdout's share of the rows, above 0 and below 1. Default 0.2. */
  readonly holdout?: number
  /** Any finite number; the same seed gives the same split. */
  readonly seed: number
}

/**
 * Cuts a table into two at random: `holdout` has `round(holdout · rowCount)` rows, at least one, and `train` the others, at
 * least one. Rows keep their order inside both.
 * @throws TabricateError `INVALID_OPTIONS` for a share out of range or a seed that is no number, `INVALID_TABLE` for fewer than two rows
 */
export function splitRows(
  table: Table,
  options: SplitOptions,
): { readonly train: Table; readonly holdout: Table } {
  const { holdout = 0.2, seed } = options
  if (!(holdout > 0 && holdout < 1)) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `holdout is a share of the rows, above 0 and below 1; it is ${holdout}.`,
    )
  }
  if (!Number.isFinite(seed))
    throw new TabricateError('INVALID_OPTIONS', `seed must be a finite number; it is ${seed}.`)
  const { rowCount } = table
  if (rowCount < 2) {
    throw new TabricateError(
      'INVALID_TABLE',
      `A table of ${rowCount} row${rowCount === 1 ? '' : 's'} cannot be split; it takes two at least.`,
    )
  }
  const count = Math.min(rowCount - 1, Math.max(1, Math.round(holdout * rowCount)))
  const order = permutation(createRng(seed).split('split-rows'), rowCount)
  return {
    train: selectRows(table, order.slice(count).sort()),
    holdout: selectRows(table, order.slice(0, count).sort()),
  }
}
