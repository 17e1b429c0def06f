import type { Table } from '../table/table.ts'
import type { EstimateArguments, FitEstimate } from './fit-estimate.ts'
import type { Model } from './model.ts'

/**
 * What fitting a model to a table would take, without fitting it: exact counts of parameters and operations, from which time and memory
 * are estimated. Numbers count as if each column had its most modes, so widths and what follows from them are upper bounds; a fit that ends early
 * takes less. Time is right within a factor of 1.5 (`docs/benchmarks.md`) on a core like the one its rates are of, which does nothing else; give
 * those of another. Costs the preparation of the table.
 * @throws TabricateError `INVALID_TABLE`, `INVALID_OPTIONS`, as `fit`
 * @example estimateFit(table, { model: ctgan({ epochs: 100 }) })
 */
export function estimateFit(
  table: Table,
  { model, ...given }: EstimateArguments & { readonly model: Model },
): FitEstimate {
  return model.estimate(table, given)
}
