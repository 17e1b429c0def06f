import {
  custom,
  fixedCombinations,
  formatConstraint,
  formatCsv,
  isTabricateError,
  range,
} from '@tabricate/core'
import { loadModel, readTable, saveModel } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'

// Rules that every row obeys. They are data, kept in the model file; a rule in code has to be given again.
const real = await readTable('examples/data/adult.csv', { sampleRows: 2000, seed: 1 })
const careful = custom('nobody below 20 is divorced', (row) => {
  return Number(row['age']) >= 20 || row['marital-status'] !== 'Divorced'
})
const rules = [fixedCombinations('education', 'education-num'), range('age', { min: 17, max: 90 }), careful]
const synthesizer = await mixture().fit(real, { seed: 1, constraints: rules, violatingRows: 'drop' })
const rows = await synthesizer.sample(1000, {
  seed: 2,
  onStats: ({ drawnRows, rejectedRows }) => console.log('drawn', drawnRows, 'rejected', rejectedRows),
})
console.log(formatCsv(rows).split('\n').slice(0, 3).join('\n'))

await saveModel(synthesizer, 'adult.tabricate', { force: true })
try {
  await loadModel('adult.tabricate', [mixture])
} catch (error) {
  if (!isTabricateError(error, 'CONSTRAINT_REQUIRED')) throw error
  console.log(error.message)
}
const again = await loadModel('adult.tabricate', [mixture], { constraints: [careful] })
for (const each of again.snapshot().constraints) {
  console.log('in force:', typeof each === 'string' ? each : formatConstraint(each))
}
