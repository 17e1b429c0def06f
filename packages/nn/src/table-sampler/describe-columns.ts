import type { ColumnPlan, PreparationPlan } from '@tabricate/core'
import { z } from 'zod'

/** A column whose rare categories share codes. */
export type GroupedColumn = Extract<ColumnPlan, { readonly kind: 'categories' }> & {
  readonly groups: NonNullable<Extract<ColumnPlan, { readonly kind: 'categories' }>['groups']>
}

export function isGrouped(column: ColumnPlan): column is GroupedColumn {
  return column.kind === 'categories' && column.groups !== undefined
}

/** Name of a column's output: column names may be anything, names in ONNX may not. */
export const outputName = (index: number) => `column_${index}`

const column = {
  name: z.string(),
  /** The output it is read from; `null` where the file has none. */ output: z.string().nullable(),
}

const exportedColumn = z.discriminatedUnion('kind', [
  z.strictObject({ ...column, kind: z.literal('number'), decimals: z.int().min(0).nullable() }),
  /** Milliseconds since 1970 in UTC; `format` in strftime's notation. */
  z.strictObject({ ...column, kind: z.literal('date'), format: z.string() }),
  /** A code of one of `values`; `null` = missing. */
  z.strictObject({ ...column, kind: z.literal('category'), values: z.array(z.string().nullable()) }),
  /** To be made anew: the output, if there is one, is 1 where the cell is missing. */
  z.strictObject({
    ...column,
    kind: z.literal('id'),
    ids: z.looseObject({ kind: z.string() }),
    unique: z.boolean(),
  }),
])

/** What an exported file says of itself, as JSON. */
export const exportMetadataSchema = z.strictObject({
  format: z.literal('tabricate-generator'),
  version: z.literal(1),
  /** Id of the model. */
  model: z.string(),
  columns: z.array(exportedColumn),
})

export type ExportMetadata = z.infer<typeof exportMetadataSchema>

/** How a column of the table is read from its output. */
export type ExportedColumn = z.infer<typeof exportedColumn>

/** The columns of a table, as an exported file describes them. */
export function describeColumns(plan: PreparationPlan): ExportedColumn[] {
  return plan.columns.map((column, index) => {
    const output = column.preparedIndex === null ? null : outputName(index)
    return { name: column.name, output, ...describeColumn(plan, column, index) }
  })
}

type Description = ExportedColumn extends infer Each
  ? Each extends ExportedColumn
    ? Omit<Each, 'name' | 'output'>
    : never
  : never

function describeColumn({ schema }: PreparationPlan, column: ColumnPlan, index: number): Description {
  const own = schema.columns[index]
  const missing = column.hasMissing ? [null] : []
  const dates = { kind: 'date', format: own?.type === 'datetime' ? own.format : '' } as const
  switch (column.kind) {
    case 'categories':
      return {
        kind: 'category',
        values: [...column.used.map((code) => column.categories[code] ?? null), ...missing],
      }
    case 'booleans': {
      const words = own?.type === 'boolean' ? own.words : (['false', 'true'] as const)
      return { kind: 'category', values: [...column.used.map((code) => words[code] ?? null), ...missing] }
    }
    case 'distinct':
      return column.type === 'datetime'
        ? dates
        : { kind: 'number', decimals: own?.type === 'numerical' ? own.format.decimals : null }
    case 'numbers':
      return { kind: 'number', decimals: column.decimals }
    case 'dates':
      return dates
    case 'generated':
      return { kind: 'id', ids: { ...column.format }, unique: column.unique }
    default:
      return column satisfies never
  }
}
