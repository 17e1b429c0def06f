// A model for tests of workers: it learns nothing but which rows there are, for as long as it is told, and keeps its state after each epoch.
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { defineModel } from '../../core/dist/index.js'

const options = z.strictObject({
  epochs: z.int().min(1).default(10).describe('How often it waits.'),
  pause: z.int().min(0).default(20).describe('Milliseconds of an epoch.'),
  behaviour: z
    .enum(['steady', 'deaf', 'greedy'])
    .default('steady')
    .describe('Deaf: never looks up. Greedy: takes all memory.'),
})

export const patient = defineModel({
  id: 'patient',
  version: 1,
  options,
  async fit(prepared, { options: { epochs, pause, behaviour }, checkpoint, signal, onEpoch, onCheckpoint }) {
    const taken = []
    for (let epoch = (checkpoint?.meta.epoch ?? 0) + 1; epoch <= epochs; epoch++) {
      // A training that hangs in a library.
      while (behaviour === 'deaf' && epoch > 1);
      while (behaviour === 'greedy') {
        taken.push(Buffer.alloc(2 ** 24, epoch))
        await delay(5)
      }
      await delay(pause, undefined, { signal })
      onEpoch({ epoch, epochs, losses: {}, rowsProcessed: epoch * prepared.rowCount })
      await onCheckpoint(epoch, () => ({ meta: { epoch }, tensors: {} }))
    }
    return fitted(prepared.columns)
  },
  restore: async () => fitted([]),
})

function fitted(columns) {
  return {
    state: () => ({ meta: {}, tensors: {} }),
    draw: (rowCount, rng) => {
      const rows = Array.from({ length: rowCount }, () => rng.uniform())
      const pick = (values) => rows.map((row) => values[Math.floor(row * values.length)])
      return {
        rowCount,
        columns: columns.map((column) =>
          column.kind === 'discrete'
            ? { ...column, codes: Int32Array.from(pick(column.codes)) }
            : { ...column, values: Float64Array.from(pick(column.values)) },
        ),
      }
    },
  }
}
