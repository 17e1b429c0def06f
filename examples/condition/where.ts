import { formatCsv, isTabricateError } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'

// Only certain rows: values, sets and ranges, all together. Every row returned satisfies them.
const synthesizer = await mixture().fit(await readTable('examples/data/penguins.csv'), { seed: 1 })
const gentoos = await synthesizer.sample(5, {
  seed: 2,
  where: { species: 'Gentoo', year: [2008, 2009], body_mass_g: { min: 5000, max: 6000 } },
  onStats: ({ drawnRows, rejectedRows }) => console.log('drawn', drawnRows, 'rejected', rejectedRows),
})
console.log(formatCsv(gentoos))

try {
  await synthesizer.sample(1, { where: { wingspan: { min: 1 }, body_mass_g: 'heavy' } })
} catch (error) {
  if (!isTabricateError(error, 'CONDITION_INVALID')) throw error
  for (const { path, message } of error.issues) console.log(path.join('.'), message)
}
