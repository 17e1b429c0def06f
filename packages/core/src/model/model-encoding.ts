import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import type { PrepareOptions } from '../encoding/prepare-table.ts'

/** How a model's tables are prepared: as the user asks, else as the model needs. */
export function encodingOf(
  { maxCategories }: { readonly maxCategories?: number },
  encoding: PrepareOptions = {},
): PrepareOptions {
  return maxCategories === undefined ? encoding : { maxCategories, ...encoding }
}

/** What is said, before training starts, of columns whose categories share codes. */
export function groupNotices({ columns }: PreparationPlan): string[] {
  return columns.flatMap((column) =>
    column.kind === 'categories' && column.groups !== undefined
      ? [`Column "${column.name}": ${column.reason}. Make it an id if its values are to be made up.`]
      : [],
  )
}
