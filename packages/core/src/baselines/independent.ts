import { z } from 'zod'
import { type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { defineModel } from '../model/define-model.ts'
import { fitResampling, restorePrepared } from './resample.ts'

/**
 * Every column drawn from its own training values, independently of the others: right shapes, no dependence. The floor that
 * a learned model has to beat.
 */
export const independent = defineModel({
  id: 'independent',
  version: 1,
  options: z.strictObject({}),
  fit: async (prepared) => resampleColumns(prepared),
  restore: async (state) => resampleColumns(restorePrepared(state)),
})

function resampleColumns(training: PreparedTable) {
  return fitResampling(training, (column, rows, rng) => {
    const own = Int32Array.from(rows, () => rng.integer(training.rowCount))
    const [drawn] = selectPreparedRows({ rowCount: training.rowCount, columns: [column] }, own).columns
    return drawn ?? column
  })
}
