import { indexOfSorted } from './distinct-values.ts'
import type { PreparedColumn, PreparedTable } from './prepared.ts'
import { type ColumnEncoder, layoutOf } from './span-encoder.ts'
import type { SpanLayout } from './span-layout.ts'

/** The widest layout that fitting a span encoder to a prepared table can give: as if every continuous column had `maxModes` modes. */
export function largestLayout({ columns }: PreparedTable, maxModes = 10): SpanLayout {
  return layoutOf(columns.map((column) => largestEncoder(column, maxModes)))
}

function largestEncoder(column: PreparedColumn, maxModes: number): ColumnEncoder {
  const { kind, name } = column
  if (kind === 'discrete') return { kind, name, cardinality: column.cardinality }
  const { values, spikes, hasMissing } = column
  const isFree = values.some((value) => !Number.isNaN(value) && indexOfSorted(spikes, value) < 0)
  const zeros = new Array<number>(isFree ? maxModes : 0).fill(0)
  const modes = { means: zeros, standardDeviations: zeros, logOffsets: zeros }
  return { kind, name, modes, spikes, hasMissing }
}
