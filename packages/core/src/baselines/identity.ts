import { z } from 'zod'
import type { PreparedTable } from '../encoding/prepared.ts'
import { selectPreparedRows } from '../encoding/prepared.ts'
import { defineModel } from '../model/define-model.ts'
import { fitResampling, restorePrepared } from './resample.ts'

/**
 * The training rows themselves, drawn with replacement: perfect quality, no privacy. An oracle for metrics, never a way to
 * publish data.
 */
export const identity = defineModel({
  id: 'identity',
  version: 1,
  options: z.strictObject({}),
  fit: async (prepared) => resampleRows(prepared),
  restore: async (state) => resampleRows(restorePrepared(state)),
})

function resampleRows(training: PreparedTable) {
  return fitResampling(training, (column, rows) => {
    const [drawn] = selectPreparedRows({ rowCount: training.rowCount, columns: [column] }, rows).columns
    return drawn ?? column
  })
}
