import { independent, recommendModel } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'

// Which model for this table? All are tried on a sample, within a time budget, and judged by rows that none has seen.
const { name, reason, candidates } = await recommendModel(await readTable('examples/data/insurance.csv'), {
  candidates: [
    { name: 'independent', model: independent() },
    { name: 'mixture', model: mixture() },
    { name: 'tvae', model: tvae({ epochs: 20 }) },
  ],
  maxSeconds: 20,
  maxRows: 800,
  seed: 1,
})
for (const { name, quality, fitSeconds } of candidates) console.log(name, quality, fitSeconds)
console.log(`${name}: ${reason}`)
