/**
 * Notation
 *   c      code of a span's largest column;  α  position within a mode, ±1 (core's `encode-spans.ts`)
 *   x      4 σ_c α + μ_c, in float64 as core decodes it: dates in steps of their resolution do not fit float32
 *   G      values that a column may take;  x becomes the G_i with i = how many midpoints between neighbours x lies above
 *   A code that several categories share becomes one of them by the alias method, one of n with two uniform numbers:
 *          i = ⌊n u₁⌋, kept where u₂ < p_i, otherwise the alias of i. A. J. Walker, "An Efficient Method for Generating Discrete Random
 *          Variables with General Distributions", ACM Transactions on Mathematical Software 3(3), 1977
 */

import { type ColumnPlan, deviationsAtOne, type PreparationPlan, type SpanEncoder } from '@tabricate/core'
import type { Emitter } from '../onnx/emitter.ts'
import type { OnnxValue } from '../onnx/model.ts'
import { aliasTables } from './alias-tables.ts'
import { isGrouped, outputName } from './describe-columns.ts'

/** ONNX's TensorProto types. */
const [int32, int64, float64] = [6, 7, 11]

/** Where the numbers of a row come from. */
export interface EmitColumnsOptions {
  readonly plan: PreparationPlan
  readonly encoder: SpanEncoder
  /** Name of encoded rows [rows, W]: positions at scalars, and in softmax spans numbers of which the largest is the row's code. */
  readonly rows: string
  /** Name of uniform numbers [rows, …], and where those begin of which every grouped column takes two. */
  readonly uniform: string
  readonly firstGroupUniform: number
  /** Name of the first extent. */
  readonly anyRows: string
}

/** Emits what turns encoded rows into the columns of a table; returns an output for each column that is not made anew. */
export function emitColumns(emitter: Emitter, options: EmitColumnsOptions): OnnxValue[] {
  const { plan, anyRows } = options
  const prepared = emitPrepared(emitter, options)
  let groupUniform = options.firstGroupUniform
  const outputs: OnnxValue[] = []
  plan.columns.forEach((column, index) => {
    const source = column.preparedIndex === null ? undefined : prepared[column.preparedIndex]
    if (source === undefined) return
    const name = outputName(index)
    const isNumber = column.kind === 'distinct' || column.kind === 'numbers' || column.kind === 'dates'
    if (isGrouped(column)) {
      const members = emitMembers(emitter, column, source.code, options.uniform, groupUniform)
      groupUniform += 2
      emitter.emit('Cast', [members], name, { to: int32 })
    } else if (isNumber) emitter.emit('Identity', [emitNumber(emitter, column, source)], name)
    else emitter.emit('Cast', [source.code], name, { to: int32 })
    outputs.push({ name, shape: [anyRows], dtype: isNumber ? 'float64' : 'int32' })
  })
  return outputs
}

/** Names of a prepared column's values [rows]. */
interface Prepared {
  /** int64 */
  readonly code: string
  /** float64, 0 where missing; continuous columns alone have it. */
  readonly value?: string
  /** float64: NaN where the value is missing, otherwise 0. */
  readonly gap?: string
}

function emitPrepared(emitter: Emitter, { encoder, rows }: EmitColumnsOptions): Prepared[] {
  const { spans } = encoder.layout
  const pieces = spans.map(() => emitter.freshName())
  emitter.emit('Split', [rows, emitter.longs(spans.map(({ width }) => width))], pieces, { axis: 1 })
  const pieceOf = (index: number, kind: 'scalar' | 'softmax') =>
    pieces[spans.findIndex((span) => span.column === index && span.kind === kind)]
  const call = caller(emitter)
  return encoder.columns.map((column, index) => {
    const code = call('ArgMax', [pieceOf(index, 'softmax') ?? ''], { axis: 1, keepdims: 0 })
    if (column.kind === 'discrete') return { code }
    const { modes, spikes, hasMissing } = column
    const missing = hasMissing ? [0] : []
    const centres = emitLookup(emitter, [...modes.means, ...spikes, ...missing], code)
    const gap = hasMissing
      ? emitLookup(emitter, [...modes.means.map(() => 0), ...spikes.map(() => 0), Number.NaN], code)
      : undefined
    const scalar = pieceOf(index, 'scalar')
    if (scalar === undefined) return { code, value: centres, ...(gap !== undefined && { gap }) }
    const units = emitLookup(
      emitter,
      [
        ...modes.standardDeviations.map((deviation) => deviationsAtOne * deviation),
        ...spikes.map(() => 0),
        ...missing,
      ],
      code,
    )
    const flat = call('Squeeze', [scalar, emitter.longs([1])])
    const position = call('Cast', [flat], { to: float64 })
    const value = call('Add', [call('Mul', [position, units]), centres])
    return { code, value, ...(gap !== undefined && { gap }) }
  })
}

/** A table's numbers, float64, by code. */
function emitLookup(emitter: Emitter, table: readonly number[], code: string): string {
  return caller(emitter)('Gather', [emitter.doubles(table, [table.length]), code])
}

function emitNumber(
  emitter: Emitter,
  column: ColumnPlan & { readonly kind: 'distinct' | 'numbers' | 'dates' },
  { code, value = '', gap }: Prepared,
): string {
  if (column.kind === 'distinct')
    return emitLookup(emitter, [...column.values, ...(column.hasMissing ? [Number.NaN] : [])], code)
  const call = caller(emitter)
  const scalar = (number: number) => emitter.doubles([number], [])
  const snap = () => {
    if (column.grid !== null) return emitNearest(emitter, column.grid, value)
    const [min, max] = column.kind === 'numbers' ? [column.min, column.max] : [0, column.last]
    const inside = call('Clip', [value, scalar(min), scalar(max)])
    const decimals = column.kind === 'numbers' ? column.decimals : 0
    const scale = Number(`1e${decimals ?? 0}`)
    // Past the range of doubles, scaling would overflow, and there is nothing to round.
    if (decimals === null || !Number.isFinite(Math.max(-min, max) * scale)) return inside
    const rounded = call('Floor', [call('Add', [call('Mul', [inside, scalar(scale)]), scalar(0.5)])])
    return call('Div', [rounded, scalar(scale)])
  }
  const snapped = snap()
  const restored =
    column.kind === 'numbers'
      ? snapped
      : call('Add', [call('Mul', [snapped, scalar(column.resolution)]), scalar(column.origin)])
  // No −0, and NaN where the cell is missing.
  return call('Add', [restored, gap ?? scalar(0)])
}

/** The member of `grid` (ascending) nearest to each value, the smaller of two equally near. */
function emitNearest(emitter: Emitter, grid: readonly number[], value: string): string {
  const call = caller(emitter)
  const midpoints = grid.slice(1).map((above, i) => (grid[i] ?? above) / 2 + above / 2)
  if (midpoints.length === 0)
    return call('Add', [
      call('Mul', [value, emitter.doubles([0], [])]),
      emitter.doubles(grid.slice(0, 1), []),
    ])
  const column = call('Unsqueeze', [value, emitter.longs([1])])
  const above = call('Greater', [column, emitter.doubles(midpoints, [midpoints.length])])
  const counted = call('Cast', [above], { to: int64 })
  return emitLookup(emitter, grid, call('ReduceSum', [counted, emitter.longs([1])], { keepdims: 0 }))
}

/** The category of each code that several share; missing stays the last. int64 */
function emitMembers(
  emitter: Emitter,
  column: Parameters<typeof aliasTables>[0],
  code: string,
  uniform: string,
  first: number,
): string {
  const { sizes, starts, kept, members, aliases } = aliasTables(column)
  const call = caller(emitter)
  const lookUp = (table: ArrayLike<number>, at: string) =>
    call('Gather', [emitter.doubles(table, [table.length]), at])
  const draw = (at: number) => {
    const slice = call('Slice', [uniform, emitter.longs([at]), emitter.longs([at + 1]), emitter.longs([1])])
    return call('Cast', [call('Squeeze', [slice, emitter.longs([1])])], { to: float64 })
  }
  const size = lookUp(sizes, code)
  // A uniform number may be rounded to 1 on its way to float32.
  const offset = call('Min', [
    call('Floor', [call('Mul', [size, draw(first)])]),
    call('Sub', [size, emitter.doubles([1], [])]),
  ])
  const place = call('Cast', [call('Add', [lookUp(starts, code), offset])], { to: int64 })
  const isKept = call('Less', [draw(first + 1), lookUp(kept, place)])
  return call('Where', [isKept, lookUp(members, place), lookUp(aliases, place)])
}

/** Emits a node with one output, and gives its name. */
function caller(emitter: Emitter) {
  return (op: string, inputs: readonly string[], attributes: { readonly [name: string]: number } = {}) => {
    const name = emitter.freshName()
    emitter.emit(op, inputs, name, attributes)
    return name
  }
}
