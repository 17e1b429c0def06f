import { TabricateError, throwIfAborted } from '../errors.ts'
import { evaluateQuality } from '../evaluation/quality.ts'
import { closenessShares } from '../metrics/dcr-share.ts'
import { distanceToClosestRecord } from '../metrics/distance-to-closest-record.ts'
import type { Model } from '../model/model.ts'
import { permutation } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { selectRows, type Table } from '../table/table.ts'
import { fitTrial, type TrialArguments } from './fit-trial.ts'
import { sameQuality } from './same-quality.ts'

/** A model that may be recommended. */
export interface ModelCandidate {
  readonly name: string
  readonly model: Model
}

/** How the candidates are compared. */
export interface RecommendArguments {
  /** The simplest first: of models that are about as good, the first is recommended. */
  readonly candidates: readonly ModelCandidate[]
  /** Default 0. */
  readonly seed?: number
  /** For all fits together, shared evenly; a fit ends with the epoch in which its part is over. Default 60. */
  readonly maxSeconds?: number
  /** Rows that are learned, at most, chosen at random; a quarter as many are held out. From 2; default 5,000. */
  readonly maxRows?: number
  readonly signal?: AbortSignal
  /** Told of each candidate once it is judged. */
  readonly onCandidate?: (judged: JudgedCandidate) => void
  /** Milliseconds of a monotonic clock. Default `performance.now`. */
  readonly clock?: () => number
}

/** What one candidate reached. */
export interface JudgedCandidate {
  readonly name: string
  /** Quality against rows held out, 0 … 1: column shapes and pair trends in the newest scoring. `null` where it could not be computed. */
  readonly quality: number | null
  /** Share of its rows nearer to rows learned than to as many held out: about .5 for a model that does not remember. */
  readonly nearerShare: number | null
  readonly fitSeconds: number
  readonly sampleSeconds: number
  /** Why there is no quality; `null` when there is. */
  readonly problem: string | null
}

/** Which model to use for a table, and why. Plain JSON. */
export interface Recommendation {
  /** Name of the recommended candidate. */
  readonly name: string
  /** A sentence or two for people. */
  readonly reason: string
  readonly learnedRows: number
  readonly heldOutRows: number
  /** In the order given. */
  readonly candidates: readonly JudgedCandidate[]
}

/** A larger share of near rows is held against a model: .02 beyond .5 and what chance makes of so few held-out rows (1.96 standard errors), .04 at least. */
function fairShare(heldOutRows: number): number {
  return 0.5 + Math.max(0.04, 0.02 + (1.96 * 0.5) / Math.sqrt(heldOutRows))
}

/**
 * Fits every candidate to a sample of the rows within a time budget, and compares their rows with rows held out. What is recommended is the
 * best of those that do not come near the rows learned, or the first that is about as good.
 *
 * @throws TabricateError `INVALID_OPTIONS` without candidates, `INVALID_TABLE` for fewer than ten rows or when no candidate can be fitted, `ABORTED`
 */
export async function recommendModel(
  table: Table,
  {
    candidates,
    seed = 0,
    maxSeconds = 60,
    maxRows = 5000,
    signal,
    onCandidate,
    clock = () => performance.now(),
  }: RecommendArguments,
): Promise<Recommendation> {
  if (candidates.length === 0 || !(maxSeconds > 0) || !(maxRows >= 2))
    throw new TabricateError(
      'INVALID_OPTIONS',
      'A recommendation needs at least one candidate, seconds above 0 and two rows or more.',
    )
  const { learned, heldOut } = cutSample(table, maxRows, seed)
  const start = clock()
  const judged: JudgedCandidate[] = []
  for (const [index, candidate] of candidates.entries()) {
    throwIfAborted(signal)
    const left = maxSeconds - (clock() - start) / 1000
    const own = Math.max(0.001, left / (candidates.length - index))
    const found = await judge(candidate, learned, heldOut, { seed, maxSeconds: own, signal, clock })
    judged.push(found)
    onCandidate?.(found)
  }
  const { name, reason } = choose(judged, fairShare(heldOut.rowCount))
  return { name, reason, learnedRows: learned.rowCount, heldOutRows: heldOut.rowCount, candidates: judged }
}

const minRows = 10

function cutSample(table: Table, maxRows: number, seed: number) {
  const { rowCount } = table
  if (rowCount < minRows)
    throw new TabricateError(
      'INVALID_TABLE',
      `${rowCount} rows are too few to compare models; it takes ${minRows}.`,
    )
  const order = permutation(createRng(seed).split('recommend'), rowCount)
  const held = Math.max(1, Math.min(Math.floor(rowCount / 5), Math.floor(maxRows / 4)))
  return {
    heldOut: selectRows(table, order.slice(0, held).sort()),
    learned: selectRows(table, order.slice(held, held + Math.floor(maxRows)).sort()),
  }
}

async function judge(
  { name, model }: ModelCandidate,
  learned: Table,
  heldOut: Table,
  trialArguments: TrialArguments,
): Promise<JudgedCandidate> {
  const trial = await fitTrial(model, learned, trialArguments, (synthetic) => ({
    quality: evaluateQuality({ real: heldOut, synthetic }).score.value,
    nearerShare: nearerShare(synthetic, learned, heldOut),
  }))
  const fitSeconds = trial.fitMs / 1000
  if ('problem' in trial)
    return { name, quality: null, nearerShare: null, fitSeconds, sampleSeconds: 0, problem: trial.problem }
  return {
    name,
    ...trial.found,
    fitSeconds,
    sampleSeconds: trial.sampleMs / 1000,
    problem: trial.found.quality === null ? 'Its quality could not be computed.' : null,
  }
}

/** Both references have as many rows, and the same scale. */
function nearerShare(synthetic: Table, learned: Table, heldOut: Table): number | null {
  const count = Math.min(learned.rowCount, heldOut.rowCount)
  // From the whole table: its first rows would be of one kind where the file is sorted.
  const spreadRows = (table: Table) =>
    selectRows(
      table,
      Int32Array.from({ length: count }, (_, row) => Math.floor((row * table.rowCount) / count)),
    )
  const shares = closenessShares(
    distanceToClosestRecord(synthetic, spreadRows(learned), learned),
    distanceToClosestRecord(synthetic, spreadRows(heldOut), learned),
  )
  return shares === undefined ? null : shares.closerToTrain + shares.equallyClose / 2
}

function choose(
  judged: readonly JudgedCandidate[],
  mostNear: number,
): { readonly name: string; readonly reason: string } {
  const scored = judged.flatMap((each) => (each.quality === null ? [] : [{ ...each, quality: each.quality }]))
  if (scored.length === 0) {
    throw new TabricateError('INVALID_TABLE', 'None of the models could be fitted and judged.', {
      issues: judged.map(({ name, problem }) => ({ path: [name], message: problem ?? 'was not judged' })),
    })
  }
  const fair = scored.filter(({ nearerShare }) => nearerShare === null || nearerShare <= mostNear)
  const pool = fair.length > 0 ? fair : scored
  const best = Math.max(...pool.map(({ quality }) => quality))
  const chosen = pool.find(({ quality }) => quality >= best - sameQuality) ?? pool[0]
  if (chosen === undefined) throw new TabricateError('DEFECT', 'A recommendation without a candidate.')
  const others = scored.filter(({ name }) => name !== chosen.name)
  const describe = ({ name, quality, fitSeconds }: (typeof scored)[number]) =>
    `"${name}" ${quality.toFixed(3)} in ${fitSeconds.toFixed(1)} s`
  const unfair = fair.length > 0 ? scored.filter((each) => !fair.includes(each)) : []
  return {
    name: chosen.name,
    reason: [
      `On a sample of this table ${describe(chosen)} of training`,
      ...(others.length > 0 ? [`; ${others.map(describe).join(', ')}`] : []),
      '.',
      ...unfair.map(({ name }) => ` "${name}" comes nearer to the rows it learned than to others.`),
    ].join(''),
  }
}
