import { collapseRows } from './dense-rows.ts'
import { allocateSpanRows, type SpanLayout, type SpanRows } from './span-layout.ts'

/**
 * Rows that a network generates batch by batch, collapsed as they come.
 *
 * @param nextBatch dense rows, row-major [batchRows, layout.width]; what exceeds `count` is dropped
 */
export async function drawSpanRows(
  layout: SpanLayout,
  count: number,
  batchRows: number,
  nextBatch: () => Promise<Float32Array>,
): Promise<SpanRows> {
  const rows = allocateSpanRows(layout, count)
  for (let first = 0; first < count; first += batchRows) {
    const kept = Math.min(batchRows, count - first)
    const dense = await nextBatch()
    collapseRows(layout, dense.subarray(0, kept * layout.width), kept, rows, first)
  }
  return rows
}
