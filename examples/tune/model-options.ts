import { readTable } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'
import { float, int, medianPruner, tune } from '@tabricate/optimizer'

// A model's options, searched. Names and types are checked by the compiler; a third of the rows judges every trial.
const { bestOptions, best, study } = await tune({
  model: mixture,
  table: await readTable('examples/data/insurance.csv'),
  space: { smoothing: float(0.05, 2, { log: true }), bins: int(12, 96, { log: true }) },
  pruner: medianPruner(),
  trials: 6,
  seed: 1,
})
for (const { number, parameters, values } of study.trials) console.log(number, parameters, values)
console.log('best:', best?.number, bestOptions)
