/**
 * Notation
 *   TSTR, TRTR   train on synthetic, test on real; train on real, test on real (C. Esteban et al., arXiv:1706.02633)
 *   guess        the score of the best constant guess
 *   score        min(1, max(0, (TSTR − guess) / (TRTR − guess))) of the boosted trees' first metric: the share of what the real table
 *                lets one predict that the synthetic table lets one predict too
 */
import type { z } from 'zod'
import { boostedTrees } from '../learners/boosted-trees.ts'
import type { Learner } from '../learners/learner.ts'
import { linearModel } from '../learners/linear-model.ts'
import { columnKind, type MetricResult, undefinedBecause } from '../metrics/metric.ts'
import { sampleRows } from '../metrics/sample-rows.ts'
import { createRng, type Rng } from '../random/rng.ts'
import { selectRows, type Table } from '../table/table.ts'
import { comparableColumns } from './comparable-columns.ts'
import type { efficacyScoreSchema, learnerEfficacySchema, mlEfficacySchema } from './ml-efficacy-schema.ts'
import { type PredictionTask, predictionTask, type TaskRows } from './prediction-task.ts'
import {
  classificationScores,
  constantGuessScores,
  noScores,
  type PredictiveScore,
  regressionScores,
} from './predictive-scores.ts'

/** What is to be judged. */
export interface MlEfficacyArguments {
  /** The table the synthesizer learned. */
  readonly real: Table
  readonly synthetic: Table
  /** Real rows the synthesizer has never seen, which all predictions are judged by. */
  readonly holdout?: Table | undefined
  /** The column to be predicted. */
  readonly target?: string | undefined
  /** Of everything random: default 0. */
  readonly seed?: number
  /** Most rows used of any table, chosen at random; with K > 2 classes, 2/K as many to learn from. Default 50,000. */
  readonly maxRows?: number
  readonly signal?: AbortSignal | undefined
}

export type EfficacyScore = z.infer<typeof efficacyScoreSchema>
export type LearnerEfficacy = z.infer<typeof learnerEfficacySchema>
export type MlEfficacyFamily = z.infer<typeof mlEfficacySchema>

const defaultMaxRows = 50_000

/** Two leaves of the boosted trees. */
const minTrainingRows = 40

/** Below it, a share of right predictions has a standard error of a tenth and more. */
const minHoldoutRows = 20

/** A real table that predicts hardly better than a guess leaves nothing to be kept. */
const minPredictable = 0.02

/**
 * Trains boosted trees and linear models on the synthetic and on the real table, and judges both by the holdout.
 * @throws TabricateError `INVALID_TABLE` when columns or types differ or the target does not exist, `ABORTED`
 */
export async function mlEfficacy({
  real,
  synthetic,
  holdout,
  target,
  seed = 0,
  maxRows = defaultMaxRows,
  signal,
}: MlEfficacyArguments): Promise<MlEfficacyFamily> {
  const impossible = (reason: string): MlEfficacyFamily => ({
    score: undefinedBecause(reason),
    task: null,
    target: target ?? null,
    classes: [],
    rows: { real: 0, synthetic: 0, holdout: 0 },
    unknownClassRows: 0,
    maxRows,
    learners: [],
  })
  const columns = comparableColumns(real, synthetic)
  if (target === undefined) return impossible('No target column was named.')
  if (holdout === undefined) return impossible('Without a holdout there are no unseen rows to predict.')
  comparableColumns(real, holdout)
  const task = predictionTask(real, target)
  if (task.kind === 'impossible') return impossible(task.reason)
  const names = columns
    .filter(({ schema }) => columnKind(schema.type) !== 'ignored' && schema.name !== target)
    .map(({ schema }) => schema.name)
  if (names.length === 0) return impossible('There are no columns to predict the target from.')

  const rng = createRng(seed).split('ml-efficacy')
  const { train, test, unknownClassRows } = readTables(task, { real, synthetic, holdout }, maxRows, rng)
  const classCount = task.kind === 'classification' ? task.classes.length : undefined
  if (test.targets.length < minHoldoutRows)
    return impossible(
      `It takes ${minHoldoutRows} holdout rows with a target; there are ${test.targets.length}.`,
    )
  const guess = constantGuessScores(train.real, test, classCount)
  const learners: LearnerEfficacy[] = []
  for (const learner of learnersFor(classCount)) {
    const judge = (rows: TaskRows, tableName: string) =>
      trainAndJudge(rows, tableName, classCount, {
        learner,
        test,
        names,
        rng: rng.split(learner.name),
        signal,
      })
    const onSynthetic = await judge(train.synthetic, 'synthetic')
    const onReal = await judge(train.real, 'real')
    learners.push({ learner: learner.name, scores: besideEachOther(onSynthetic, onReal, guess) })
  }
  return {
    score: shareKept(learners[0]?.scores[0]),
    task: task.kind,
    target,
    classes: task.kind === 'classification' ? task.classes : [],
    rows: {
      real: train.real.targets.length,
      synthetic: train.synthetic.targets.length,
      holdout: test.targets.length,
    },
    unknownClassRows,
    maxRows,
    learners,
  }
}

function learnersFor(classCount: number | undefined): readonly Learner[] {
  const learners = [boostedTrees(), linearModel()]
  return classCount === 2 ? [...learners, linearModel({ balanced: true })] : learners
}

interface Tables {
  readonly real: Table
  readonly synthetic: Table
  readonly holdout: Table
}

function readTables(
  task: Exclude<PredictionTask, { kind: 'impossible' }>,
  { real, synthetic, holdout }: Tables,
  maxRows: number,
  rng: Rng,
) {
  const take = (rows: TaskRows, selected: Int32Array): TaskRows => ({
    table: selectRows(rows.table, selected),
    targets: Float64Array.from(selected, (row) => rows.targets[row] ?? 0),
  })
  const capped = (rows: TaskRows, label: string, cap: number) =>
    take(rows, sampleRows(rng.split(label), rows.targets.length, Math.round(cap)).sort())
  const trainCap = task.kind === 'classification' ? (2 * maxRows) / task.classes.length : maxRows
  const read = task.read(synthetic)
  const known = Int32Array.from(read.targets.keys()).filter(
    (row) => task.kind === 'regression' || (read.targets[row] ?? -1) >= 0,
  )
  return {
    train: {
      real: capped(task.read(real), 'real', trainCap),
      synthetic: capped(take(read, known), 'synthetic', trainCap),
    },
    test: capped(task.read(holdout), 'holdout', maxRows),
    unknownClassRows: read.targets.length - known.length,
  }
}

async function trainAndJudge(
  train: TaskRows,
  tableName: string,
  classCount: number | undefined,
  trial: Omit<Parameters<typeof regressionScores>[0], 'train'>,
): Promise<readonly PredictiveScore[]> {
  const cannot = (reason: string) => noScores(classCount, reason)
  const count = train.targets.length
  if (count < minTrainingRows)
    return cannot(`It takes ${minTrainingRows} ${tableName} rows with a target; there are ${count}.`)
  if (new Set(train.targets).size < 2)
    return cannot(`The target has one value only in the ${tableName} table.`)
  return classCount === undefined
    ? regressionScores({ ...trial, train })
    : classificationScores({ ...trial, train }, classCount)
}

function besideEachOther(
  onSynthetic: readonly PredictiveScore[],
  onReal: readonly PredictiveScore[],
  guess: readonly PredictiveScore[],
): EfficacyScore[] {
  const find = (scores: readonly PredictiveScore[], name: string): MetricResult => {
    const found = scores.find(({ metric }) => metric === name)
    if (found === undefined) return undefinedBecause('It was not measured.')
    return found.value === null ? { value: null, reason: found.reason } : { value: found.value }
  }
  return onReal.map(({ metric }) => ({
    metric,
    trainedOnSynthetic: find(onSynthetic, metric),
    trainedOnReal: find(onReal, metric),
    constantGuess: find(guess, metric),
  }))
}

function shareKept(scores: EfficacyScore | undefined): MetricResult {
  if (scores === undefined) return undefinedBecause('It was not measured.')
  const { trainedOnSynthetic, trainedOnReal, constantGuess } = scores
  if (trainedOnSynthetic.value === null) return trainedOnSynthetic
  if (trainedOnReal.value === null) return trainedOnReal
  if (constantGuess.value === null) return constantGuess
  const predictable = trainedOnReal.value - constantGuess.value
  if (predictable < minPredictable)
    return undefinedBecause('The real table itself predicts the target hardly better than a constant guess.')
  return { value: Math.min(1, Math.max(0, (trainedOnSynthetic.value - constantGuess.value) / predictable)) }
}
