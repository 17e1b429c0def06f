// A model for tests of what people are shown: its training fails as it is told.
import { z } from 'zod'
import { defineModel, TabricateError } from '../../core/dist/index.js'

export const failing = defineModel({
  id: 'failing',
  version: 1,
  options: z.strictObject({
    reason: z.string().default('The table has too few rows.').describe('Told as it is.'),
  }),
  async fit(_prepared, { options: { reason } }) {
    throw new TabricateError('INVALID_TABLE', reason)
  },
  restore: async () => {
    throw new TabricateError('DEFECT', 'There is nothing to restore.')
  },
})
