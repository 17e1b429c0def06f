import type { ZodType } from 'zod'
import type { Constraint, ConstraintRule, CustomConstraint } from '../constraint/constraint.ts'
import type { ViolatingRows } from '../constraint/obeying-rows.ts'
import type { Transformation } from '../constraint/transformation.ts'
import type { PreparedCondition } from '../encoding/condition-on-prepared.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import type { PrepareOptions } from '../encoding/prepare-table.ts'
import type { PreparedTable } from '../encoding/prepared.ts'
import type { Rng } from '../random/rng.ts'
import type { Schema } from '../table/schema.ts'
import type { Table } from '../table/table.ts'
import type { Rebalance, Where } from './conditions.ts'
import type { FitCost } from './fit-cost.ts'
import type { EstimateArguments, FitEstimate } from './fit-estimate.ts'
import type { OptionRule } from './options.ts'
import type { ColumnShape } from './postconditions.ts'
import type { Json, ModelState } from './state.ts'

/**
 * Terminology
 *   model         a recipe: a plugin's definition together with its options (hyper-parameters)
 *   fitted        what a plugin's `fit` returns: it can draw prepared rows
 *   synthesizer   what the user gets: core's wrapping of a fitted model, which yields tables
 */

/** What an engine that runs a model's computations looks like from here; packages that need one define the rest. */
export interface ModelRuntime {
  readonly id: string
}

/** How far a fit has come. Times in milliseconds. */
export interface FitProgress {
  /** Epochs done, from 0 to `epochs`. Never decreases. */
  readonly epoch: number
  readonly epochs: number
  /** The latest losses by name. */
  readonly losses: { readonly [name: string]: number }
  /** Training rows processed a second since the start. */
  readonly rowsPerSecond: number
  readonly elapsedMs: number
  /** Estimate of the time that the remaining epochs take. */
  readonly remainingMs: number
  /** The latest judgement on held-out rows, for models that have one: about 1 for rows as good as real ones. */
  readonly quality?: number
}

/** One epoch of a training, as a model file keeps it. */
export interface CurvePoint {
  /** From 1. */
  readonly epoch: number
  readonly losses: { readonly [name: string]: number }
  /** What held-out rows said after it, in epochs that were judged. */
  readonly quality?: number
}

/** What a plugin reports after an epoch; core adds rate and times. */
export interface EpochReport extends CurvePoint {
  readonly epochs: number
  /** Training rows processed since the start, all epochs together. */
  readonly rowsProcessed: number
}

/** Arguments of {@link Model.fit}: everything that is not a hyper-parameter. */
export interface FitArguments {
  /** Any finite number; the same seed, runtime and thread count give the same synthesizer, bit for bit. Default 0. */
  readonly seed?: number
  /** Ends the fit with `ABORTED`, within 250 ms for the models of this project. */
  readonly signal?: AbortSignal
  /** Called at least once an epoch. */
  readonly onProgress?: (progress: FitProgress) => void
  /** Told what the model does differently from what was asked for, and why, in a sentence each. */
  readonly onNotice?: (notice: string) => void
  /** Threads of the runtime, from 1. Default 1: right when several fits run side by side. */
  readonly threads?: number
  /** The engine, for models that need one. Default: the model's own choice. */
  readonly runtime?: ModelRuntime
  /** Overrules how columns are prepared, e.g. which numerical ones are treated as discrete. */
  readonly encoding?: PrepareOptions
  /** The training is ended after the epoch in which so many seconds are over; at least one epoch is trained. Default: no limit. */
  readonly maxSeconds?: number
  /** A training state to go on from: the result is that of a training that was never interrupted, bit for bit. */
  readonly checkpoint?: Checkpoint
  /**
   * Awaited after each epoch. Call `checkpoint` to get a copy of the training's state, some ten megabytes; `saveCheckpoint` of
   * `@tabricate/core/node` writes it to a file.
   */
  readonly onCheckpoint?: (epoch: number, checkpoint: () => Checkpoint) => Promise<void> | void
  /**
   * Business rules that every synthetic row must obey, saved with the model. Where possible rows are learned so that drawn ones cannot break
   * them; rows that break the others are drawn again.
   */
  readonly constraints?: readonly Constraint[]
  /** What becomes of real rows that break a constraint: an error that names them (`refuse`, the default), or they are not learned (`drop`). */
  readonly violatingRows?: ViolatingRows
  /** Milliseconds of a monotonic clock. Default `performance.now`. */
  readonly clock?: () => number
}

/** What becomes of new rows with categories, or missing values, that the first fit did not have. */
export type UnknownValues = 'refuse' | 'drop'

/** What `fit` and `fineTune` have in common: how a training is run, not what it learns. */
export type RunArguments = Pick<
  FitArguments,
  | 'seed'
  | 'signal'
  | 'onProgress'
  | 'onNotice'
  | 'threads'
  | 'runtime'
  | 'maxSeconds'
  | 'onCheckpoint'
  | 'clock'
>

/** Arguments of `fineTune` of a model's plugin. */
export interface FineTuneArguments<Options> extends RunArguments, Pick<FitArguments, 'violatingRows'> {
  /** Options that differ from those of the first fit, such as `epochs`: how many further ones. Which may, is up to the model. */
  readonly options?: Partial<Options>
  /** The custom constraints of the first fit; rules are in force by themselves. */
  readonly constraints?: readonly CustomConstraint[]
  /** New rows with unknown categories, or missing values in columns that had none: an error that names them (`refuse`, the default), or not learned (`drop`). */
  readonly unknownValues?: UnknownValues
}

/** Where a training stands, and of what. */
export interface Checkpoint {
  readonly modelId: string
  readonly modelVersion: number
  readonly options: Json
  readonly seed: number
  /** Rows and column names of the real table: a training goes on with the table it began with. */
  readonly rowCount: number
  readonly columns: readonly string[]
  /** The rules that its rows obeyed, and the names of custom constraints; none where it is left out. */
  readonly constraints?: readonly (ConstraintRule | string)[]
  /** How often the training was gone on with other rows; 0 where it is left out. */
  readonly fineTunings?: number
  /** How its rows were encoded, for further rows; not in checkpoints of early versions. */
  readonly encoding?: { readonly plan: PreparationPlan; readonly transformation?: Transformation }
  /** The model's own part. */
  readonly state: ModelState
}

/** What core hands to a plugin's `fit`. */
export interface FitContext<Options> {
  readonly options: Options
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
  readonly onEpoch: (report: EpochReport) => void
  readonly onNotice: (notice: string) => void
  readonly threads: number
  readonly runtime: ModelRuntime | undefined
  readonly checkpoint: ModelState | undefined
  /** To be awaited after each epoch by models that have a training state. */
  readonly onCheckpoint: (epoch: number, state: () => ModelState) => Promise<void>
  /** To be asked after each epoch: a training whose time is up ends as if that epoch were its last. */
  readonly isTimeUp: () => boolean
}

/** What core hands to a plugin's `restore`. */
export interface RestoreContext<Options> {
  readonly options: Options
  readonly threads: number
  readonly runtime: ModelRuntime | undefined
}

/** A trained plugin. */
export interface Fitted {
  /**
   * `count` rows with the columns of the prepared training table. The rows may depend on `count`, `rng` and `where` only.
   * `where` is advice: a model that can aims at it, core keeps the rows that satisfy it. NaN only where `hasMissing`.
   */
  draw(count: number, rng: Rng, where?: readonly PreparedCondition[]): Promise<PreparedTable> | PreparedTable
  /** All that `restore` needs to draw the same rows. */
  state(): ModelState
  /** All that `fit` needs to go on training. */
  checkpoint?(): ModelState
  /** An ONNX file that draws rows of the table that `plan` restores ({@link Synthesizer.toOnnx}). */
  toOnnx?(plan: PreparationPlan): Uint8Array
  /** Every epoch of the training, those before a checkpoint too. */
  readonly curve?: readonly CurvePoint[]
  /** Frees what the garbage collector does not. */
  dispose?(): Promise<void>
}

/** How a plugin goes on from a checkpoint with other rows. */
export interface FineTuning<Options> {
  /** Options that may differ from those of the first fit: those that do not decide what the state looks like. */
  readonly options: readonly (keyof Options & string)[]
  /**
   * Trains for `options.epochs` further epochs, from the state in `context.checkpoint`, on rows with the codes of the first fit. Reports, probes and
   * ends like `fit`.
   */
  fit(prepared: PreparedTable, context: FitContext<Options>): Promise<Fitted>
}

/** A plugin: the whole of what a new kind of model has to provide. See {@link defineModel}. */
export interface ModelDefinition<Options> {
  /** Short, lower case, unique: stored in model files. */
  readonly id: string
  /** Raised when the meaning of `state()` changes; `restore` must still read older ones. */
  readonly version: number
  /** Hyper-parameters: JSON values only, every one with a default and a description. */
  readonly options: ZodType<Options>
  /** Rules between several options. */
  readonly rules?: readonly OptionRule<Options>[]
  /** Named sets of options, for a table of so many rows. */
  readonly presets?: { readonly [name: string]: (rowCount: number) => Partial<Options> }
  /** Codes that a column's categories may take, from 2: beyond, rare ones share codes. Default: any number. */
  readonly maxCategories?: number
  /** What `fit` would take. Default: that of going over the table a few times. */
  cost?(prepared: PreparedTable, options: Options): FitCost
  fit(prepared: PreparedTable, context: FitContext<Options>): Promise<Fitted>
  /** Going on with other rows; left out by models that cannot. */
  readonly fineTuning?: FineTuning<Options>
  restore(state: ModelState, context: RestoreContext<Options>): Promise<Fitted>
}

/** A model with its options: `fit` it to a table. */
export interface Model<Options = unknown> {
  readonly id: string
  readonly options: Options
  /**
   * Learns `table`, which is not changed.
   * @throws TabricateError `INVALID_OPTIONS`, `INVALID_TABLE`, `CONSTRAINT_INVALID`, `CONSTRAINT_VIOLATED`, `ABORTED`, `TRAINING_DIVERGED`,
   *   `RUNTIME_UNAVAILABLE`
   */
  fit(table: Table, fitArguments?: FitArguments): Promise<Synthesizer>
  /**
   * What `fit` would take ({@link estimateFit}).
   * @throws TabricateError `INVALID_OPTIONS`, `INVALID_TABLE`
   */
  estimate(table: Table, estimateArguments?: EstimateArguments): FitEstimate
}

/** Arguments of {@link Synthesizer.sample} and {@link Synthesizer.stream}. */
export interface SampleArguments {
  /** Default 0. The same seed gives the same rows. */
  readonly seed?: number
  /** Only rows that satisfy all of these conditions. */
  readonly where?: Where
  /** Shares that values are to have, whatever they are in the real table, e.g. `{ income: { '>50K': 0.5 } }`. */
  readonly rebalance?: Rebalance
  readonly signal?: AbortSignal
  /** Called after the last row. */
  readonly onStats?: (stats: SampleStats) => void
}

/** How much was drawn for the rows returned. */
export interface SampleStats {
  readonly drawnRows: number
  readonly acceptedRows: number
  /**
   * Rejected rows by what rejected them first: `real range` (a value that follows from others by a constraint would leave its column's range),
   * `where`, or a constraint as `formatConstraint` writes it.
   */
  readonly rejectedRows: { readonly [reason: string]: number }
}

/** A fitted model that makes synthetic tables. */
export interface Synthesizer {
  readonly modelId: string
  /** Schema of the real table, and of every synthetic one. */
  readonly schema: Schema
  /** `rowCount` synthetic rows: the first rows that {@link Synthesizer.stream} yields. */
  sample(rowCount: number, sampleArguments?: SampleArguments): Promise<Table>
  /** The same rows in chunks, in memory that does not grow with `rowCount`. */
  stream(rowCount: number, sampleArguments?: SampleArguments): AsyncIterable<Table>
  /** All that is needed to make the synthesizer again, as plain data. */
  snapshot(): SynthesizerSnapshot
  /** The training state to go on from, if the model has one. */
  checkpoint(): Checkpoint | undefined
  /**
   * The bytes of a stand-alone ONNX file that draws rows, with any ONNX Runtime and without this library. Conditions, target shares,
   * constraints and ids are not part of it.
   * @throws TabricateError `UNSUPPORTED_FORMAT` for models that are no networks, and where rows were fitted under constraints
   */
  toOnnx(): Uint8Array
  dispose(): Promise<void>
}

/** A synthesizer as data. */
export interface SynthesizerSnapshot {
  readonly modelId: string
  readonly modelVersion: number
  readonly options: Json
  readonly seed: number
  readonly threads: number
  /** Rows of the real table. */
  readonly rowCount: number
  /** How the real table was prepared; holds its schema, unless there is a `transformation`. */
  readonly plan: PreparationPlan
  /** How the table that was prepared was made of the real one, so that constraints hold. */
  readonly transformation?: Transformation
  readonly shapes: readonly ColumnShape[]
  /** How the training went; empty for models that have no epochs. */
  readonly curve: readonly CurvePoint[]
  /** The rules in force, and the names of custom constraints, which have to be given again. */
  readonly constraints: readonly (ConstraintRule | string)[]
  readonly state: ModelState
}
