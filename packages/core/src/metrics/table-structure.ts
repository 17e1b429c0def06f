import type { Schema } from '../table/schema.ts'
import { type MetricResult, measured } from './metric.ts'

/**
 * Share of the columns of either table that both have, with the same type: TableStructure, |common| / |union| over pairs of name
 * and type, in [0, 1]. `null` when neither has a column.
 */
export function tableStructure(real: Schema, synthetic: Schema): MetricResult {
  const keys = (schema: Schema) => schema.columns.map(({ name, type }) => JSON.stringify([name, type]))
  const realKeys = new Set(keys(real))
  const union = new Set([...realKeys, ...keys(synthetic)])
  const common = new Set(keys(synthetic).filter((key) => realKeys.has(key)))
  return measured(common.size / union.size, 'There are no columns.')
}
