import type { FitCost } from '@tabricate/core'
import type { Step } from '../runtime/runtime.ts'
import { stepCost } from '../runtime/step-cost.ts'

/**
 * Notation
 *   S   numbers of the state: weights, Adam's two moments of each, averages;  E  numbers that one step gives;  F  numbers it is fed with
 *   memory = 4 bytes · (3 S + E / 2 + F) + what the runtime's library takes. The state is there before and after a step, and as it was read; about half of what a step gives is held
 *            at a time, for its gradients.
 *   What an operation and a node cost was found by least squares on trainings of CTGAN and TVAE with tables of 7 to 100 columns, batches of 60 to 500
 *   rows and networks of 128 to 512 units, at one thread: no step was more than 7 % off.
 */

/** What an operation costs by itself, 4 µs, in numbers computed meanwhile. */
const elementsAnOperation = 6000
/** What compiling a node takes, 0.08 ms, likewise. */
const elementsACompiledNode = 120_000
/** Loading the runtime, and compiling what rows are drawn with: 0.2 s. */
const elementsToBegin = 300_000_000

/** A probe besides drawing its rows, 0.1 s, and each pair of columns of each of its rows, 0.2 µs, likewise. */
const elementsAProbe = 150_000_000
const elementsAProbedPair = 300

/** What judging drawn rows takes, `probes` times. */
export function probingElements(probes: number, rows: number, columns: number): number {
  return rows === 0 ? 0 : probes * (elementsAProbe + (elementsAProbedPair * rows * columns ** 2) / 2)
}

/** Of ONNX Runtime's library and its first session, in a process that has not loaded it before. */
const runtimeBytes = 80e6

/** A training that is to be counted. */
export interface CountedTraining {
  readonly step: Step
  readonly steps: number
  /** Steps of one run: so many are compiled. */
  readonly stepsPerRun: number
  /** Numbers that a step is fed with. */
  readonly fedNumbers: number
}

/** What the steps of a training take. */
export function trainingCost({
  step,
  steps,
  stepsPerRun,
  fedNumbers,
}: CountedTraining): Pick<FitCost, 'memoryBytes' | 'multiplyAdds' | 'elements'> {
  const { stateNumbers, multiplyAdds, elements, computed, operations } = stepCost(step)
  return {
    memoryBytes: 4 * (3 * stateNumbers + elements / 2 + fedNumbers) + runtimeBytes,
    multiplyAdds: steps * multiplyAdds,
    elements:
      steps * (computed + operations * elementsAnOperation) +
      operations * stepsPerRun * elementsACompiledNode +
      elementsToBegin,
  }
}

/** Numbers of all variables whose names begin with one of `prefixes`. */
export function countNumbers(
  variables: readonly { readonly name: string; readonly node: { readonly shape: readonly number[] } }[],
  ...prefixes: readonly string[]
): number {
  return variables
    .filter(({ name }) => prefixes.some((prefix) => name.startsWith(prefix)))
    .reduce((sum, { node }) => sum + node.shape.reduce((product, extent) => product * extent, 1), 0)
}
