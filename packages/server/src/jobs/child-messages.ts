import type { ConstraintRule, Json, ViolatingRows, Where } from '@tabricate/core'
import type { FileFormat } from '@tabricate/core/node'
import type { Space } from '@tabricate/optimizer'
import type { ColumnTypes } from '../database/repositories/dataset-repository.ts'
import type { StudyMetric } from '../database/repositories/study-repository.ts'

/** Reads an upload, finds its types, profiles it, and writes it as Parquet. */
export interface ProfileTask {
  readonly kind: 'profile'
  readonly file: string
  readonly format: FileFormat
  /** Types that its owner has chosen. */
  readonly columns: ColumnTypes
  /** Where the Parquet file goes. */
  readonly tableFile: string
}

export interface ProfileResult {
  readonly rowCount: number
  readonly columnCount: number
  readonly schema: Json
  readonly profile: Json
  readonly preview: Json
}

/** Trains a model, samples, and judges the result. */
export interface GenerationTask {
  readonly kind: 'generation'
  readonly tableFile: string
  readonly schema: Json
  /** The module that exports the model. */
  readonly modelUrl: string
  readonly modelId: string
  readonly options: { readonly [name: string]: Json }
  /** A model without epochs to compare with in the report, when the model has some. */
  readonly simpler: { readonly modelUrl: string; readonly modelId: string } | null
  readonly maxTrainingRows: number
  readonly seed: number
  readonly holdout: number
  readonly target: string | null
  readonly conditions: Where
  readonly constraints: readonly ConstraintRule[]
  readonly violatingRows: ViolatingRows
  readonly neutraliseFormulas: boolean
  /** Told in the report. */
  readonly software: { readonly [name: string]: string }
  readonly rows: number
  readonly outputFormat: 'csv' | 'json' | 'xlsx' | 'parquet'
  readonly outputFile: string
  readonly reportFile: string
  readonly modelFile: string
  /** Where the state of the training is kept meanwhile, and taken up from if it is there; told by {@link checkpointNotice}. */
  readonly checkpointFile: string
  readonly checkpointMs: number
}

/** Told as progress when the state of a training has been written anew. */
export const checkpointNotice = { notice: 'checkpoint' } as const

export function isCheckpointNotice(progress: Json): boolean {
  return (
    typeof progress === 'object' &&
    progress !== null &&
    'notice' in progress &&
    progress['notice'] === checkpointNotice.notice
  )
}

export interface GenerationResult {
  readonly rows: number
  readonly qualityScore: number | null
  /** Null where the training went on from a checkpoint. */
  readonly trainingSeconds: number | null
  readonly estimatedSeconds: number
}

/** Counts what training a model would take. */
export interface EstimateTask {
  readonly kind: 'estimate'
  readonly tableFile: string
  readonly schema: Json
  readonly modelUrl: string
  readonly modelId: string
  readonly options: { readonly [name: string]: Json }
  readonly constraints: readonly ConstraintRule[]
  readonly violatingRows: ViolatingRows
  readonly maxTrainingRows: number
}

export interface EstimateResult {
  readonly seconds: number
  /** Of the whole process. */
  readonly memoryBytes: number
}

/** Compares models on a sample of a table. */
export interface RecommendTask {
  readonly kind: 'recommend'
  readonly tableFile: string
  readonly schema: Json
  /** The simplest first. */
  readonly models: readonly { readonly modelUrl: string; readonly modelId: string }[]
  readonly maxRows: number
  /** For all trainings together. */
  readonly maxSeconds: number
}

export interface RecommendResult {
  readonly modelId: string
  /** For people. */
  readonly reason: string
  readonly candidates: readonly {
    readonly modelId: string
    readonly quality: number | null
    readonly nearerShare: number | null
    readonly fitSeconds: number
    readonly problem: string | null
  }[]
}

/** Trains a model with options that are tried, and judges it. */
export interface TrialTask {
  readonly kind: 'trial'
  readonly tableFile: string
  readonly schema: Json
  readonly modelUrl: string
  readonly modelId: string
  readonly maxTrainingRows: number
  /** Rows that belong to somebody else's report. */
  readonly holdout: number
  readonly holdoutSeed: number
  /** Of the fit, the sample and the cut between rows that are learned and rows that judge. */
  readonly seed: number
  readonly metric: StudyMetric
  readonly target: string | null
  readonly space: Space
  readonly ties: { readonly [name: string]: readonly string[] }
  readonly fixedOptions: { readonly [name: string]: Json }
  readonly parameters: { readonly [name: string]: Json }
}

export interface TrialResult {
  /** Null when it failed. */
  readonly value: number | null
  readonly error: string | null
}

/** Writes rows of a trained model to standard output. */
export interface StreamTask {
  readonly kind: 'stream'
  readonly modelUrls: readonly string[]
  readonly modelFile: string
  readonly rows: number
  readonly format: 'csv' | 'ndjson'
  readonly seed: number
  readonly conditions: Where
  readonly neutraliseFormulas: boolean
}

export type Task = ProfileTask | GenerationTask | EstimateTask | RecommendTask | TrialTask | StreamTask

/** What a task's process answers at its end. */
export interface TaskResults {
  readonly profile: ProfileResult
  readonly generation: GenerationResult
  readonly trial: TrialResult
  readonly estimate: EstimateResult
  readonly recommend: RecommendResult
  readonly stream: { readonly rows: number }
}
