import { z } from 'zod'

/** Options that every model trained by {@link trainEpochs} has: a part of the schema of its own. */
export const trainingOptions = {
  validationFraction: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.05)
    .describe(
      'Share of the rows held out to judge the model by while it is trained, at most 2,000 rows; none where that is fewer than 100.',
    ),
  keep: z
    .enum(['best', 'last'])
    .default('last')
    .describe('The weights that are kept: those of the best judgement, or the last.'),
  patience: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe(
      'Judgements in a row (there are 20 in a training) without improvement that end it early; 0 = never.',
    ),
} as const
