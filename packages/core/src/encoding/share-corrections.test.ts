import { describe, expect, it } from 'vitest'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { shareCorrections } from './share-corrections.ts'
import type { EncodedTable } from './span-layout.ts'

const batchRows = 1000
// A scalar, then a span of three codes, then one of two.
const encoded: EncodedTable = {
  layout: {
    width: 6,
    spans: [
      { kind: 'scalar', role: 'value', start: 0, width: 1, column: 0 },
      { kind: 'softmax', role: 'mode', start: 1, width: 3, column: 0 },
      { kind: 'softmax', role: 'category', start: 4, width: 2, column: 1 },
    ],
  },
  rowCount: 1000,
  codes: [
    Int32Array.from({ length: 1000 }, (_, i) => (i < 700 ? 0 : i < 990 ? 1 : 2)),
    Int32Array.from({ length: 1000 }, (_, i) => (i < 50 ? 0 : 1)),
  ],
  scalars: [new Float32Array(1000)],
}

/** Logits of rows that differ, in a span of their own way. */
function batches(offsets: readonly number[]) {
  const rng = createRng(3)
  const drawn: Float32Array[] = []
  const nextLogits = async () => {
    const logits = Float32Array.from(
      { length: batchRows * 6 },
      (_, i) => 2 * normal(rng) + (offsets[i % 6] ?? 0),
    )
    drawn.push(logits)
    return logits
  }
  return { drawn, nextLogits }
}

function shareOf(
  logits: readonly Float32Array[],
  corrections: Float32Array,
  codes: readonly number[],
  code: number,
) {
  let sum = 0
  let rows = 0
  for (const batch of logits) {
    for (let at = 0; at < batch.length; at += 6) {
      const terms = codes.map((k) => Math.exp((batch[at + k] ?? 0) + (corrections[k] ?? 0)))
      sum += (terms[codes.indexOf(code)] ?? 0) / terms.reduce((a, b) => a + b)
      rows++
    }
  }
  return sum / rows
}

describe('corrections of shares', () => {
  it('give every code the share that it has among the training rows, whatever the network gave', async () => {
    const { drawn, nextLogits } = batches([0, 1, -1, 0, 0, 0])
    const corrections = await shareCorrections(encoded, {
      maxRows: 20_000,
      batchRows,
      nextLogits,
      signal: undefined,
    })
    expect(drawn).toHaveLength(20)
    expect(corrections[0]).toBe(0)
    // ½ is added to every count; twelve rounds leave less than a thousandth.
    expect(shareOf(drawn, corrections, [1, 2, 3], 1)).toBeCloseTo(700.5 / 1001.5, 3)
    expect(shareOf(drawn, corrections, [1, 2, 3], 3)).toBeCloseTo(10.5 / 1001.5, 3)
    expect(shareOf(drawn, corrections, [4, 5], 4)).toBeCloseTo(50.5 / 1001, 3)
  })

  it('do not force a code that the network never gives', async () => {
    const { nextLogits } = batches([0, 0, 0, -1000, 0, 0])
    const corrections = await shareCorrections(encoded, {
      maxRows: 20_000,
      batchRows,
      nextLogits,
      signal: undefined,
    })
    expect(corrections[3]).toBe(5)
  })

  it('end when they are asked to', async () => {
    const { nextLogits } = batches([0, 0, 0, 0, 0, 0])
    const signal = AbortSignal.abort()
    await expect(
      shareCorrections(encoded, { maxRows: 20_000, batchRows, nextLogits, signal }),
    ).rejects.toMatchObject({
      code: 'ABORTED',
    })
  })
})
