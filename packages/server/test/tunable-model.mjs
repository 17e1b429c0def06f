// A host's own model, as a host would write one: real rows, of which its options spoil a share.
import { setTimeout as delay } from 'node:timers/promises'
import { defineModel } from '@tabricate/core'
import { z } from 'zod'

const options = z.strictObject({
  epochs: z.int().min(1).max(1000).default(3).describe('Steps, each of which reports a quality.'),
  lr: z.number().positive().max(1).default(0.001).describe('Best at 0.003.'),
  batchSize: z.int().min(2).max(10_000).default(500).describe('Best at 400.'),
  delayMs: z.int().min(0).max(60_000).default(0).describe('Milliseconds of each step.'),
})

const rules = [
  {
    fields: ['batchSize'],
    description: 'batchSize is a multiple of 10',
    check: ({ batchSize }) => (batchSize % 10 === 0 ? undefined : 'must be a multiple of 10'),
  },
]

const spoiledShare = ({ lr, batchSize }) =>
  Math.min(0.9, Math.abs(Math.log10(lr / 0.003)) / 2 + Math.abs(batchSize - 400) / 2000)

function fitted(training, share) {
  return {
    draw(count, rng) {
      const rows = Int32Array.from({ length: count }, () => rng.integer(training.rowCount))
      const spoiled = Uint8Array.from({ length: count }, () => (rng.uniform() < share ? 1 : 0))
      const columns = training.columns.map((column) =>
        column.kind === 'discrete'
          ? { ...column, codes: Int32Array.from(rows, (row, i) => (spoiled[i] ? 0 : column.codes[row])) }
          : {
              ...column,
              values: Float64Array.from(rows, (row, i) => column.values[spoiled[i] ? 0 : row]),
            },
      )
      return { rowCount: count, columns }
    },
    state: () => ({ meta: { share }, tensors: {} }),
  }
}

export const tunable = defineModel({
  id: 'tunable',
  version: 1,
  options,
  rules,
  async fit(prepared, { options: given, signal, onEpoch }) {
    const share = spoiledShare(given)
    for (let epoch = 1; epoch <= given.epochs; epoch++) {
      signal?.throwIfAborted()
      if (given.delayMs > 0) await delay(given.delayMs, undefined, { signal })
      onEpoch({
        epoch,
        epochs: given.epochs,
        losses: {},
        rowsProcessed: prepared.rowCount * epoch,
        quality: 1 - share,
      })
    }
    return fitted(prepared, share)
  },
  restore: async () => {
    throw new Error('The test does not restore this model.')
  },
})
