import type { Machine } from '../harness/machine.ts'
import { isJsonObject } from '../harness/protocol.ts'
import { resultFile } from '../harness/result-file.ts'

/** What one thread of the machine does. */
export interface MachineLimit {
  /** Multiplications with an addition a second in products of square matrices of 1,024: by the models' runtime, and by the best of Python's packages. */
  readonly ours: number
  readonly peer: number
  /** The package that `peer` is of. */
  readonly peerName: string
  /** The same in products of the shape that most of a network's are, 200 × 128 by 128 × 128, by the models' runtime. */
  readonly oursSmall: number
}

/** A training step beside it. */
export interface StepFigures {
  readonly model: string
  readonly milliseconds: number
  readonly multiplyAdds: number
}

export interface LimitResult {
  readonly limit: MachineLimit
  readonly steps: readonly StepFigures[]
  readonly otherWork: number
  readonly machine: Machine
  readonly commit: string
  readonly measuredAt: string
}

function isResult(value: unknown): value is LimitResult {
  return isJsonObject(value) && isJsonObject(value.limit) && Array.isArray(value.steps)
}

export const limitResult = resultFile('limit/adult.json', isResult)
