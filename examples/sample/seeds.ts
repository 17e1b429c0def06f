import { formatCsv } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'

// The same seed gives the same rows; a longer sample begins with the shorter one.
const synthesizer = await mixture().fit(await readTable('examples/data/penguins.csv'), { seed: 1 })
const [first, again, other, longer] = await Promise.all([
  synthesizer.sample(3, { seed: 7 }),
  synthesizer.sample(3, { seed: 7 }),
  synthesizer.sample(3, { seed: 8 }),
  synthesizer.sample(300, { seed: 7 }),
])
console.log(formatCsv(first))
console.log('same seed, same rows:', formatCsv(first) === formatCsv(again))
console.log('another seed, others:', formatCsv(first) !== formatCsv(other))
console.log('a beginning of more:', formatCsv(longer).startsWith(formatCsv(first)))
