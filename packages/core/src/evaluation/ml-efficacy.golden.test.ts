import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readTable } from '../node/read-table.ts'
import { selectRows } from '../table/table.ts'
import { mlEfficacy } from './ml-efficacy.ts'

/**
 * scikit-learn 1.9.1's HistGradientBoosting without early stopping on the same rows: all but every fifth to learn from, every fifth
 * to be judged by.
 */
const golden = [
  { file: 'insurance.csv', target: 'charges', metric: 'R2', value: 0.81979, tolerance: 0.02 },
  { file: 'penguins.csv', target: 'species', metric: 'MacroF1', value: 1, tolerance: 0.02 },
] as const

it.each(golden)(
  'boosted trees predict $target of $file as scikit-learn’s do',
  async ({ file, target, metric, value, tolerance }) => {
    const table = await readTable(join(import.meta.dirname, '../../test/data/tables', file))
    const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row)
    const real = selectRows(
      table,
      rows.filter((row) => row % 5 !== 4),
    )
    const holdout = selectRows(
      table,
      rows.filter((row) => row % 5 === 4),
    )
    const { learners } = await mlEfficacy({ real, synthetic: real, holdout, target })
    const score = learners[0]?.scores[0]
    expect(score?.metric).toBe(metric)
    expect(Math.abs((score?.trainedOnReal.value ?? Number.NaN) - value)).toBeLessThanOrEqual(tolerance)
    expect(score?.trainedOnSynthetic).toEqual(score?.trainedOnReal)
  },
)
