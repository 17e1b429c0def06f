import { z } from 'zod'

/** Hyper-parameters of the mixture. The defaults are chosen on several tables; `docs/benchmarks.md` has what they reach. */
export const mixtureOptions = z.strictObject({
  components: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe(
      'Components of the mixture; 0 = the number of 1, 2, 4, 8 … under which held-out rows are likeliest, as long as synthetic rows come no nearer to the rows learned than to those.',
    ),
  maxComponents: z.int().min(1).max(1000).default(64).describe('Most components that are tried.'),
  dependence: z
    .enum(['trees', 'none'])
    .default('trees')
    .describe(
      'How columns depend on each other inside a component: along a tree, or not at all, which leaves all dependence to the components.',
    ),
  smoothing: z
    .number()
    .min(0.001)
    .max(10)
    .default(0.25)
    .describe(
      'How strongly tables of few rows are smoothed, as a share of what makes rows left out likeliest: less keeps more of the dependence.',
    ),
  bins: z
    .int()
    .min(2)
    .max(500)
    .default(48)
    .describe('Intervals that a column of numbers is cut into, besides frequent values.'),
  rounds: z.int().min(1).max(1000).default(12).describe('Rounds of expectation maximisation, at most.'),
  tolerance: z
    .number()
    .min(0)
    .max(1)
    .default(1e-3)
    .describe('A fit ends early when a round raises the log-likelihood of a row by less than this, in nats.'),
  restarts: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe('Random beginnings, tried on a sample of the rows; the likeliest is gone on with.'),
  validationFraction: z
    .number()
    .min(0.01)
    .max(0.5)
    .default(0.1)
    .describe('Share of the rows held out while the number of components is chosen; at most 3,000 rows.'),
})

export type MixtureOptions = z.infer<typeof mixtureOptions>

/** By name, as the command line gives them. */
export const mixturePresets = {
  quick: (): Partial<MixtureOptions> => ({ components: 8, rounds: 8, restarts: 1 }),
} as const
