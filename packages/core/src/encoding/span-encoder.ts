/**
 * Mode-specific normalisation, after L. Xu et al., "Modeling Tabular Data using Conditional GAN", NeurIPS 2019, 4.2, with
 * spikes and missing as modes of their own, after Z. Zhao et al., "CTAB-GAN", ACML 2021 (mixed-type encoding).
 */

import type { Rng } from '../random/rng.ts'
import { indexOfSorted } from './distinct-values.ts'
import { fitGaussianMixture } from './gaussian-mixture.ts'
import type { ContinuousColumn, PreparedColumn, PreparedTable } from './prepared.ts'
import type { Span, SpanLayout } from './span-layout.ts'
import { standardisation } from './standardisation.ts'
import { logOffsets } from './variational-steps.ts'

/** The valid Gaussian modes of a column; one figure a mode. */
export interface GaussianModes {
  readonly means: readonly number[]
  readonly standardDeviations: readonly number[]
  /** A value x is in mode k with probability ∝ exp(logOffsets[k] − ½·((x − means[k]) / standardDeviations[k])²). */
  readonly logOffsets: readonly number[]
}

/** How one prepared column becomes spans. Mode codes count Gaussian modes, then spikes, then missing. */
export type ColumnEncoder =
  | { readonly kind: 'discrete'; readonly name: string; readonly cardinality: number }
  | {
      readonly kind: 'continuous'
      readonly name: string
      readonly modes: GaussianModes
      readonly spikes: readonly number[]
      readonly hasMissing: boolean
    }

/** How a prepared table becomes spans, and back. Plain JSON. */
export interface SpanEncoder {
  readonly layout: SpanLayout
  /** One a prepared column. */
  readonly columns: readonly ColumnEncoder[]
}

/** A component counts as a mode when its expected weight exceeds this (CTGAN's reference). */
const minModeWeight = 0.005

/** Components are no narrower than this share of the column's deviation. */
const relativeDeviationFloor = 1e-3

/**
 * Fits the encoding of a prepared table: a Gaussian mixture for the values of each continuous column that are neither
 * spike nor missing. `maxModes` (from 1, default 10) bounds its components. Deterministic for a given `rng` path.
 * @throws TabricateError `ABORTED`
 */
export async function fitSpanEncoder(
  prepared: PreparedTable,
  {
    rng,
    maxModes = 10,
    signal,
  }: { readonly rng: Rng; readonly maxModes?: number; readonly signal?: AbortSignal | undefined },
): Promise<SpanEncoder> {
  const columns: ColumnEncoder[] = []
  for (const [index, column] of prepared.columns.entries()) {
    columns.push(await fitColumn(column, maxModes, rng.split(index), signal))
  }
  return { columns, layout: layoutOf(columns) }
}

async function fitColumn(
  column: PreparedColumn,
  maxModes: number,
  rng: Rng,
  signal: AbortSignal | undefined,
): Promise<ColumnEncoder> {
  const { kind, name } = column
  if (kind === 'discrete') return { kind, name, cardinality: column.cardinality }
  const { spikes, hasMissing } = column
  return { kind, name, modes: await fitModes(column, maxModes, rng, signal), spikes, hasMissing }
}

async function fitModes(
  { values, spikes }: ContinuousColumn,
  maxModes: number,
  rng: Rng,
  signal: AbortSignal | undefined,
): Promise<GaussianModes> {
  const free = values.filter((value) => !Number.isNaN(value) && indexOfSorted(spikes, value) < 0)
  if (free.length === 0) return { means: [], standardDeviations: [], logOffsets: [] }
  const { deviation } = standardisation(free, new Float64Array(free.length).fill(1))
  // Relative, where the reference is absolute: a column in units of 1e-6 deserves its modes too.
  const deviationFloor = relativeDeviationFloor * deviation
  const mixture = await fitGaussianMixture(free, { rng, maxComponents: maxModes, deviationFloor, signal })
  const offsets = logOffsets(mixture)
  const valid = Array.from(offsets.keys()).filter((k) => (mixture.weights[k] ?? 0) > minModeWeight)
  const pick = (figures: readonly number[]) => valid.map((k) => figures[k] ?? 0)
  return {
    means: pick(mixture.means),
    standardDeviations: pick(mixture.standardDeviations),
    logOffsets: pick(offsets),
  }
}

/** Number of codes of a column's softmax span. */
export function softmaxWidth(column: ColumnEncoder): number {
  if (column.kind === 'discrete') return column.cardinality
  return column.modes.means.length + column.spikes.length + (column.hasMissing ? 1 : 0)
}

/** The spans of columns, one after the other. */
export function layoutOf(columns: readonly ColumnEncoder[]): SpanLayout {
  const spans: Span[] = []
  let start = 0
  const add = (span: Omit<Span, 'start'>) => {
    spans.push({ ...span, start })
    start += span.width
  }
  columns.forEach((column, index) => {
    const width = softmaxWidth(column)
    if (column.kind === 'discrete') {
      add({ kind: 'softmax', role: 'category', width, column: index })
      return
    }
    if (column.modes.means.length > 0) add({ kind: 'scalar', role: 'value', width: 1, column: index })
    add({ kind: 'softmax', role: 'mode', width, column: index })
  })
  return { width: start, spans }
}
