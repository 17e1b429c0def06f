import type { Node } from '../graph/node.ts'

/** A value that a program keeps between runs, and what it becomes by a run. */
export interface Transition {
  /** An input node that stands for the value before the run. */
  readonly value: Node
  /** The value after the run; `value` itself where a run only reads it. */
  readonly next: Node
}

/**
 * What one run of a program computes. For training it is one whole step: forward passes, losses, gradients, optimiser.
 *
 * Inputs that are not state are fed at every run.
 */
export interface Step {
  readonly state: { readonly [name: string]: Transition }
  readonly outputs: { readonly [name: string]: Node }
}

export type Values = { readonly [name: string]: Float32Array }
export type Feeds = { readonly [name: string]: Float32Array | Int32Array }

/** A compiled step together with its state. The state starts as zeros. */
export interface Program {
  /**
   * Computes one step: replaces the state by the next one and returns the outputs.
   *
   * When a run fails the state stays as it was before it. One run at a time: a program is a sequence.
   *
   * @param feeds a value for every input that is not state, row-major
   * @throws INVALID_OPTIONS when a feed is missing, unknown or of the wrong length or type
   */
  run(feeds: Feeds): Promise<Values>
  /**
   * Runs one step for each of `feeds`, and returns the outputs of each: the same numbers to the last bit as that many `run`s, at less
   * cost, as the state leaves the runtime only once. The first call with a new number of steps compiles; the thread is blocked, and
   * nothing can be cancelled, until all are done.
   */
  runMany(feeds: readonly Feeds[]): Promise<readonly Values[]>
  /** A copy of the state. Writing it to a program of the same step goes on bit for bit. */
  readState(): Values
  /** Replaces some or all values of the state by copies of those given. */
  writeState(values: Values): void
  /** Frees what the runtime holds. The program cannot be used afterwards. */
  dispose(): Promise<void>
}

export interface CompileOptions {
  /** Number of threads that one run may use. Results are equal to the last bit for one number of threads, runtime and machine. */
  readonly threads: number
  /** How many steps `runMany` will mostly be given: that is compiled at once, other numbers when they first come. Default 1. */
  readonly stepsPerRun?: number
  /** Ends compiling with `ABORTED`. */
  readonly signal?: AbortSignal | undefined
}

/** Something that can run steps. The same step gives the same numbers on each, up to float32 rounding. */
export interface Runtime {
  readonly id: string
  compile(step: Step, options: CompileOptions): Promise<Program>
}
