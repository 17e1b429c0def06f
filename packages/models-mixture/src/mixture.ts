import {
  createPacer,
  defineModel,
  type FitContext,
  type Fitted,
  maxNetworkCategories,
  type PreparedTable,
} from '@tabricate/core'
import { candidateCount, candidateRounds, chooseComponents } from './choose-components.ts'
import { fitStates } from './column-states.ts'
import { createRowSource } from './draw-rows.ts'
import { encodeStates } from './encode-states.ts'
import { mixtureCost } from './fit-cost.ts'
import { fitForests } from './fit-forests.ts'
import { type MixtureOptions, mixtureOptions, mixturePresets } from './options.ts'
import { type FittedMixture, restoreMixture, saveMixture } from './saved-state.ts'

/**
 * A mixture of dependence trees: fast, without an engine, with exact conditions and the log-likelihood of a row ({@link logLikelihood}).
 * Numbers are cut into bins and frequent values; every component is a tree of conditional tables over the columns.
 */
export const mixture = defineModel({
  id: 'mixture',
  version: 1,
  options: mixtureOptions,
  presets: mixturePresets,
  maxCategories: maxNetworkCategories,
  cost: mixtureCost,
  fit: fitMixture,
  restore: async (state) => toFitted(restoreMixture(state), []),
})

/** Fewest rounds that go on from a candidate: shapes and smoothing are found anew for all rows in the third. */
const minRounds = 5

async function fitMixture(prepared: PreparedTable, context: FitContext<MixtureOptions>): Promise<Fitted> {
  const { options, rng, signal, onEpoch, onNotice, isTimeUp } = context
  const pace = createPacer(signal)
  const states = prepared.columns.map((column) => fitStates(column, { maxBins: options.bins }))
  await pace(prepared.rowCount * states.length * 10)
  const table = encodeStates(states, prepared)
  const shared = {
    hasEdges: options.dependence === 'trees',
    smoothing: options.smoothing,
    rounds: options.rounds,
    tolerance: options.tolerance,
    restarts: options.restarts,
    pace,
  }
  // Each number of components that is tried counts as much as a round.
  const tried = options.components > 0 ? 0 : candidateCount(prepared.rowCount, options.maxComponents)
  const epochs = tried + options.rounds
  let epoch = 0
  let rowsProcessed = 0
  const curve: { epoch: number; losses: { negativeLogLikelihood: number } }[] = []
  const report = (logLikelihood: number) => {
    rowsProcessed += prepared.rowCount
    const point = { epoch, losses: { negativeLogLikelihood: -logLikelihood } }
    curve.push(point)
    onEpoch({ ...point, epochs, rowsProcessed })
  }
  const { components, mixture: beginning } =
    options.components > 0
      ? { components: Math.min(options.components, prepared.rowCount), mixture: undefined }
      : await chooseComponents(states, table, prepared, {
          ...shared,
          maxComponents: options.maxComponents,
          validationFraction: options.validationFraction,
          rng: rng.split('choose'),
          onCandidate(logLikelihood) {
            epoch++
            report(logLikelihood)
            return !isTimeUp()
          },
        })
  if (options.components > components)
    onNotice(
      `There are only ${prepared.rowCount} rows: ${components} components are fitted in place of ${options.components}.`,
    )
  epoch = tried
  let last = Number.NEGATIVE_INFINITY
  const forests = await fitForests(states, table, {
    ...shared,
    // What was fitted while the number was chosen is nearly done.
    ...(beginning !== undefined && { rounds: Math.max(minRounds, options.rounds - candidateRounds) }),
    beginning,
    components,
    rng: rng.split('fit'),
    onRound(_, logLikelihood) {
      last = logLikelihood
      epoch++
      if (epoch < epochs) report(logLikelihood)
      return !isTimeUp()
    },
  })
  // A fit that ended early is complete all the same.
  epoch = epochs
  report(last)
  return toFitted({ states, mixture: forests }, curve)
}

function toFitted(fitted: FittedMixture, curve: NonNullable<Fitted['curve']>): Fitted {
  const source = createRowSource(fitted.states, fitted.mixture)
  return {
    draw: (count, rng, where = []) => source.draw(count, rng, where),
    state: () => saveMixture(fitted),
    curve,
  }
}
