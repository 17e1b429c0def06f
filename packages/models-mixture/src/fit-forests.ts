import { cumulate, drawCumulative, type Pacer, permutation, type Rng } from '@tabricate/core'
import type { ColumnStates } from './column-states.ts'
import { type StateTable, selectStateRows } from './encode-states.ts'
import { expectation } from './expectation.ts'
import type { ForestMixture } from './forest-mixture.ts'
import { maximisation, type Training } from './maximisation.ts'
import { groupStates } from './state-groups.ts'

/** How a mixture is fitted. */
export interface FitForestsOptions {
  readonly components: number
  readonly hasEdges: boolean
  /** Share of the smoothing under which rows left out are likeliest that is used: 1 = all of it. */
  readonly smoothing: number
  readonly rounds: number
  readonly tolerance: number
  readonly restarts: number
  /** A mixture of as many components to go on from, in place of random beginnings. */
  readonly beginning?: ForestMixture | undefined
  readonly rng: Rng
  readonly pace: Pacer
  /** Told the mean log-likelihood of a row after each round; the fit ends when it returns false. */
  readonly onRound: (round: number, logLikelihood: number) => boolean
}

/** Groups of states between which dependence is measured. */
const maxGroups = 16

/** The round in which shapes and smoothing are found for the second and last time. */
const lastShaping = 3

/** Rows and rounds of a beginning that is tried. */
export const trialRows = 3000
const trialRounds = 4

/** Fits a mixture of forests to rows by expectation maximisation (A. P. Dempster, N. M. Laird, D. B. Rubin, 1977). */
export async function fitForests(
  states: readonly ColumnStates[],
  table: StateTable,
  options: FitForestsOptions,
): Promise<ForestMixture> {
  const { components, rounds, tolerance, pace, onRound } = options
  const training = createTraining(states, table, options)
  const beginning = options.beginning ?? (await bestBeginning(states, table, options))
  let { responsibilities } = await expectation(beginning, table, pace)
  let { mixture, plans } = await maximisation(training, responsibilities, undefined, pace)
  let before = Number.NEGATIVE_INFINITY
  for (let round = 1; round <= rounds; round++) {
    const found = await expectation(mixture, table, pace)
    responsibilities = found.responsibilities
    const logLikelihood = mean(found.logLikelihoods)
    const isShaping = round === lastShaping && round < rounds
    ;({ mixture, plans } = await maximisation(
      training,
      responsibilities,
      isShaping ? undefined : plans,
      pace,
    ))
    if (!onRound(round, logLikelihood) || components === 1) break
    if (round > lastShaping + 1 && logLikelihood - before < tolerance) break
    before = logLikelihood
  }
  return mixture
}

export function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function createTraining(
  states: readonly ColumnStates[],
  table: StateTable,
  { hasEdges, smoothing }: Pick<FitForestsOptions, 'hasEdges' | 'smoothing'>,
): Training {
  return {
    states,
    table,
    grouped: groupStates(states, table, maxGroups),
    overall: table.columns.map((codes, j) => overallShares(codes, table.stateCounts[j] ?? 1)),
    hasEdges,
    smoothing,
  }
}

/** A state that no row has is given so much of a row, so that none is impossible. */
const unseenRows = 1e-3

function overallShares(codes: Uint16Array, count: number): Float64Array {
  const shares = new Float64Array(count).fill(unseenRows)
  for (const code of codes) shares[code] = (shares[code] ?? 0) + 1
  const total = codes.length + count * unseenRows
  return shares.map((rows) => rows / total)
}

/** Mixtures of independent columns, each begun at other rows and fitted to a sample in few rounds: the likeliest. */
async function bestBeginning(
  states: readonly ColumnStates[],
  table: StateTable,
  { components, restarts, smoothing, rng, pace }: FitForestsOptions,
): Promise<ForestMixture> {
  const order = permutation(rng.split('sample'), table.rowCount)
  const sample = selectStateRows(table, order.subarray(0, Math.max(trialRows, 30 * components)))
  const training = createTraining(states, sample, { hasEdges: false, smoothing })
  let best: { mixture: ForestMixture; logLikelihood: number } | undefined
  for (let restart = 0; restart < (components === 1 ? 1 : restarts); restart++) {
    let responsibilities: readonly Float32Array[] = nearSeeds(
      training,
      components,
      rng.split('seeds').split(restart),
    )
    let logLikelihood = Number.NEGATIVE_INFINITY
    let { mixture, plans } = await maximisation(training, responsibilities, undefined, pace)
    for (let round = 0; round < trialRounds; round++) {
      const found = await expectation(mixture, sample, pace)
      responsibilities = found.responsibilities
      logLikelihood = mean(found.logLikelihoods)
      ;({ mixture, plans } = await maximisation(training, responsibilities, plans, pace))
    }
    if (best === undefined || logLikelihood > best.logLikelihood) best = { mixture, logLikelihood }
  }
  return best?.mixture ?? { stateCounts: table.stateCounts, weights: new Float64Array(0), forests: [] }
}

/** Hard responsibilities: every row with the most like of as many random rows, which are far from each other rather than near. */
function nearSeeds({ grouped, states }: Training, components: number, rng: Rng): Float32Array[] {
  const { rowCount } = grouped
  const responsibilities = Array.from({ length: components }, () => new Float32Array(rowCount))
  const nearest = new Float64Array(rowCount).fill(Number.POSITIVE_INFINITY)
  const seedOf = new Int32Array(rowCount)
  const isOrdered = states.map(({ kind }) => kind === 'numeric')
  for (let k = 0; k < components; k++) {
    const seed = k === 0 ? rng.integer(rowCount) : drawCumulative(rng, cumulate(nearest))
    for (let row = 0; row < rowCount; row++) {
      let distance = 0
      grouped.columns.forEach((column, j) => {
        const [a, b] = [column[row] ?? 0, column[seed] ?? 0]
        if (a !== b)
          distance += isOrdered[j] ? Math.min(1, 0.2 + Math.abs(a - b) / (grouped.groupCounts[j] ?? 1)) : 1
      })
      if (distance >= (nearest[row] ?? 0)) continue
      nearest[row] = distance
      seedOf[row] = k
    }
  }
  seedOf.forEach((k, row) => {
    const own = responsibilities[k]
    if (own !== undefined) own[row] = 1
  })
  return responsibilities
}
