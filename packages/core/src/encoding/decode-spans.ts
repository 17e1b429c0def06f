import { TabricateError } from '../errors.ts'
import { deviationsAtOne } from './encode-spans.ts'
import type { PreparedColumn, PreparedTable } from './prepared.ts'
import type { ColumnEncoder, SpanEncoder } from './span-encoder.ts'
import type { SpanRows } from './span-layout.ts'

/**
 * The prepared table that spans stand for: x = α·4·σ_k + μ_k in mode k, with α clipped to ±1; spikes exactly; missing as NaN.
 * @throws TabricateError `DEFECT` when `rows` lacks a span of the encoder's layout
 */
export function decodeSpans({ columns }: SpanEncoder, { rowCount, codes, scalars }: SpanRows): PreparedTable {
  let nextCodes = 0
  let nextScalars = 0
  const decoded = columns.map((column): PreparedColumn => {
    const { kind, name } = column
    const columnCodes = present(codes[nextCodes++], name)
    if (kind === 'discrete') return { kind, name, codes: columnCodes, cardinality: column.cardinality }
    const { modes, spikes, hasMissing } = column
    const hasScalar = modes.means.length > 0
    const positions = hasScalar ? present(scalars[nextScalars++], name) : new Float32Array(rowCount)
    return { kind, name, values: decodeContinuous(column, columnCodes, positions), spikes, hasMissing }
  })
  return { rowCount, columns: decoded }
}

function decodeContinuous(
  { modes, spikes }: ColumnEncoder & { readonly kind: 'continuous' },
  codes: Int32Array,
  positions: Float32Array,
): Float64Array {
  // A spike is a mode of no width; missing one without a mean.
  const centres = Float64Array.from([...modes.means, ...spikes, Number.NaN])
  const units = Float64Array.from(
    centres,
    (_, code) => deviationsAtOne * (modes.standardDeviations[code] ?? 0),
  )
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0
    const position = Math.max(-1, Math.min(1, positions[row] ?? 0))
    values[row] = position * (units[code] ?? 0) + (centres[code] ?? Number.NaN)
  }
  return values
}

function present<T>(spanValues: T | undefined, name: string): T {
  if (spanValues !== undefined) return spanValues
  throw new TabricateError('DEFECT', `The rows to decode have no span for column "${name}".`)
}
