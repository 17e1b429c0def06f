import { type PreparedTable, permutation, selectPreparedRows } from '@tabricate/core'
import type { ColumnStates } from './column-states.ts'
import { createRowSource } from './draw-rows.ts'
import { type StateTable, selectStateRows } from './encode-states.ts'
import { expectation } from './expectation.ts'
import { type FitForestsOptions, fitForests, mean } from './fit-forests.ts'
import type { ForestMixture } from './forest-mixture.ts'
import { nearerToLearned } from './nearer-to-learned.ts'

/** A number of components, fitted to the rows learned of each split. */
interface Candidate {
  readonly components: number
  /** Mean ln p of rows held out. */
  readonly logLikelihood: number
  /** ln p of each of them. */
  readonly logLikelihoods: Float64Array
  readonly mixtures: readonly ForestMixture[]
}

/** What was chosen. */
export interface Choice {
  readonly components: number
  /** Fitted to nearly all rows, to go on from; undefined where several splits were learned. */
  readonly mixture: ForestMixture | undefined
}

export interface ChooseArguments extends Omit<FitForestsOptions, 'components' | 'onRound'> {
  readonly maxComponents: number
  readonly validationFraction: number
  /** Told the mean log-likelihood of rows held out under each candidate; false ends the search. */
  readonly onCandidate: (logLikelihood: number) => boolean
}

/** Fewer rows on average tell of single rows rather than of a component. */
const minRowsPerComponent = 25

const maxHeldOut = 3000
const maxSmallHeldOut = 250

/** Small tables are split so often: one holdout of few rows says little. */
const smallTableRows = 5000
const smallTableSplits = 3

/** Numbers in a row that are no better, before the search ends. */
export const patience = 2

/** A candidate is fitted in fewer rounds than the mixture that is kept: enough to compare. */
export const candidateRounds = 8

/** Rows drawn to see whether they come near the rows learned. */
export const drawnRows = 2000

/** A larger share of them is not chance: .5, what synthetic tables may exceed it by, and two standard errors. */
const nearerLimit = 0.5 + 0.01 + 2 * Math.sqrt(0.25 / drawnRows)

/**
 * The number of components under which rows held out are likeliest, among 1, 2, 4, 8 … up to `maxComponents`, or a larger one that is less
 * than two standard errors worse, as more components keep more of the dependence between columns. Those are left out whose rows come nearer to the rows learned than to others. The search ends after two numbers that are no better.
 */
export async function chooseComponents(
  states: readonly ColumnStates[],
  table: StateTable,
  prepared: PreparedTable,
  options: ChooseArguments,
): Promise<Choice> {
  const splits = splitRows(table.rowCount, options)
  const candidates: Candidate[] = []
  const most = mostComponents(table.rowCount, options.maxComponents)
  for (let components = 1, worse = 0; components <= most && worse < patience; components *= 2) {
    const candidate = await fitCandidate(states, table, components, splits, options)
    const best = Math.max(...candidates.map(({ logLikelihood }) => logLikelihood), Number.NEGATIVE_INFINITY)
    candidates.push(candidate)
    worse = candidate.logLikelihood > best ? 0 : worse + 1
    if (!options.onCandidate(candidate.logLikelihood)) break
  }
  let nearest: { candidate: Candidate; share: number } | undefined
  for (const candidate of inOrder(candidates)) {
    const share = await nearerShare(states, prepared, candidate, splits, options)
    if (share <= nearerLimit) return choiceOf(candidate)
    if (nearest === undefined || share < nearest.share) nearest = { candidate, share }
  }
  return nearest === undefined ? { components: 1, mixture: undefined } : choiceOf(nearest.candidate)
}

function choiceOf({ components, mixtures }: Candidate): Choice {
  return { components, mixture: mixtures.length === 1 ? mixtures[0] : undefined }
}

/** The most components first among those that are as good as the best; then the others, better ones first. */
function inOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  const sorted = candidates.toSorted((a, b) => b.logLikelihood - a.logLikelihood)
  const [best] = sorted
  if (best === undefined) return []
  const isAsGood = (each: Candidate) =>
    best.logLikelihood - each.logLikelihood <= 2 * standardError(best, each)
  const rank = (each: Candidate) => (isAsGood(each) ? each.components : 0)
  return sorted.toSorted((a, b) => rank(b) - rank(a))
}

/** Of the difference of two candidates' means, row by row. */
function standardError(a: Candidate, b: Candidate): number {
  const differences = a.logLikelihoods.map((value, row) => value - (b.logLikelihoods[row] ?? 0))
  const average = mean(differences)
  return Math.sqrt(mean(differences.map((value) => (value - average) ** 2)) / Math.max(1, differences.length))
}

/** Rows of a split that are held out. */
export function heldOutRows(rowCount: number, validationFraction: number): number {
  const least = Math.min(maxSmallHeldOut, Math.floor(rowCount / 4))
  return Math.min(maxHeldOut, Math.max(Math.floor(validationFraction * rowCount), least))
}

/** How often a table of so many rows is split. */
export function splitCount(rowCount: number): number {
  return rowCount < smallTableRows ? smallTableSplits : 1
}

/** How many candidates there are at most. */
export function candidateCount(rowCount: number, maxComponents: number): number {
  return Math.floor(Math.log2(mostComponents(rowCount, maxComponents))) + 1
}

function mostComponents(rowCount: number, maxComponents: number): number {
  return Math.max(1, Math.min(maxComponents, Math.floor(rowCount / minRowsPerComponent)))
}

interface Split {
  readonly learned: Int32Array
  readonly heldOut: Int32Array
}

function splitRows(rowCount: number, { validationFraction, rng }: ChooseArguments): Split[] {
  const count = heldOutRows(rowCount, validationFraction)
  return Array.from({ length: splitCount(rowCount) }, (_, index) => {
    const order = permutation(rng.split('holdout').split(index), rowCount)
    return { learned: order.slice(count), heldOut: order.slice(0, count) }
  })
}

async function fitCandidate(
  states: readonly ColumnStates[],
  table: StateTable,
  components: number,
  splits: readonly Split[],
  { rng, onCandidate: _, ...options }: ChooseArguments,
): Promise<Candidate> {
  const mixtures: ForestMixture[] = []
  const logLikelihoods: number[] = []
  for (const [index, { learned, heldOut }] of splits.entries()) {
    const mixture = await fitForests(states, selectStateRows(table, learned), {
      ...options,
      components,
      rounds: Math.min(candidateRounds, options.rounds),
      rng: rng.split('candidate').split(components).split(index),
      onRound: () => true,
    })
    const judged = await expectation(mixture, selectStateRows(table, heldOut), options.pace, {
      keepsShares: false,
    })
    logLikelihoods.push(...judged.logLikelihoods)
    mixtures.push(mixture)
  }
  const all = Float64Array.from(logLikelihoods)
  return { components, logLikelihood: mean(all), logLikelihoods: all, mixtures }
}

/** See nearer-to-learned.ts; the mean over all splits. */
async function nearerShare(
  states: readonly ColumnStates[],
  prepared: PreparedTable,
  { components, mixtures }: Candidate,
  splits: readonly Split[],
  { rng, pace }: ChooseArguments,
): Promise<number> {
  let share = 0
  for (const [index, { learned, heldOut }] of splits.entries()) {
    const mixture = mixtures[index]
    if (mixture === undefined) continue
    const own = rng.split('draw').split(components).split(index)
    const drawn = createRowSource(states, mixture).draw(Math.ceil(drawnRows / splits.length), own, [])
    const rows = selectPreparedRows(prepared, learned.subarray(0, heldOut.length))
    share += (await nearerToLearned(drawn, rows, selectPreparedRows(prepared, heldOut), pace)) / splits.length
  }
  return share
}
