/** Compiled with everything else, never run: what `tune` accepts of real models. */
import type { Table } from '@tabricate/core'
import { ctgan } from '@tabricate/models-ctgan'
import { tvae } from '@tabricate/models-tvae'
import { categorical, float, int, tune } from '@tabricate/optimizer'

const rate = float(1e-4, 1e-2, { log: true })

export const accepted = (table: Table) => [
  // The platform's example.
  tune({
    model: ctgan,
    table,
    space: { epochs: int(50, 200), batchSize: int(100, 1000), learningRate: rate },
    ties: { learningRate: ['generatorLr', 'discriminatorLr'] },
    trials: 20,
  }),
  tune({
    model: ctgan,
    table,
    space: { pac: categorical([1, 10]), generatorDims: categorical([[64], [256, 256]]) },
  }),
  tune({
    model: tvae,
    table,
    space: { lr: rate, decode: categorical(['sample', 'argmax']) },
    options: { epochs: 50 },
  }),
]

export const refused = (table: Table) => [
  // @ts-expect-error: CTGAN has no option of this name
  tune({ model: ctgan, table, space: { batch_size: int(100, 1000) } }),
  // @ts-expect-error: a parameter of TVAE's, not of CTGAN's
  tune({ model: ctgan, table, space: { lossFactor: float(1, 4) } }),
  // @ts-expect-error: a tie to an option that TVAE lacks
  tune({ model: tvae, table, space: { learningRate: rate }, ties: { learningRate: ['generatorLr'] } }),
  // @ts-expect-error: a choice that the option does not have
  tune({ model: tvae, table, space: { decode: categorical(['sample', 'mode']) } }),
  // @ts-expect-error: a fixed option that TVAE lacks
  tune({ model: tvae, table, space: { lr: rate }, options: { pac: 1 } }),
]
