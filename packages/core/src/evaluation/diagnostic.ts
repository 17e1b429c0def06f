/**
 * Notation
 *   data validity    mean over columns of BoundaryAdherence (numerical, datetime), CategoryAdherence (categorical, boolean) or
 *                    KeyUniqueness (ids that are keys)
 *   data structure   share of the columns of either table that both have, with the same type
 *   score            mean of both
 *   The definitions are those of SDMetrics 0.32's DiagnosticReport, but for types: there an integer column with missing values on
 *   one side only counts as a mismatch, an accident of pandas; here types are the schema's.
 */
import type { z } from 'zod'
import { boundaryAdherence } from '../metrics/boundary-adherence.ts'
import { categoryAdherence } from '../metrics/category-adherence.ts'
import { keyUniqueness } from '../metrics/key-uniqueness.ts'
import { type ColumnMetric, columnKind, meanOf } from '../metrics/metric.ts'
import { tableStructure } from '../metrics/table-structure.ts'
import type { ColumnSchema } from '../table/schema.ts'
import { namedColumns, type Table } from '../table/table.ts'
import type { diagnosticSchema } from './quality-schema.ts'

export type DiagnosticResult = z.infer<typeof diagnosticSchema>
export type ColumnValidity = DiagnosticResult['columns'][number]

/**
 * Checks that a synthetic table has the real one's columns and only values within its bounds and categories, and that its keys
 * are unique. Columns that only one table has, or with another type, lower `dataStructure` and are not judged further.
 * O(columns · rows).
 */
export function evaluateDiagnostic({
  real,
  synthetic,
}: {
  readonly real: Table
  readonly synthetic: Table
}): DiagnosticResult {
  const others = new Map(namedColumns(synthetic).map((each) => [each.schema.name, each.column]))
  const columns = namedColumns(real).flatMap(({ schema, column }): ColumnValidity[] => {
    const metric = validityMetric(schema)
    const other = others.get(schema.name)
    if (metric === undefined || other?.type !== column.type) return []
    return [{ column: schema.name, metric: metric.name, ...metric.compute(column, other) }]
  })
  const dataValidity = meanOf(
    columns.map((column) => column.value),
    'No column can be judged.',
  )
  const dataStructure = tableStructure(real.schema, synthetic.schema)
  const score = meanOf([dataValidity.value, dataStructure.value], 'Neither part can be judged.')
  return { score, dataValidity, dataStructure, columns }
}

function validityMetric(schema: ColumnSchema): ColumnMetric | undefined {
  const kind = columnKind(schema.type)
  switch (kind) {
    case 'continuous':
      return boundaryAdherence
    case 'discrete':
      return categoryAdherence
    case 'ignored':
      return schema.type === 'id' && schema.unique ? keyUniqueness : undefined
    default:
      return kind satisfies never
  }
}
