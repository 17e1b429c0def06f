import type { OptionValues } from './model-catalog.ts'

/** How long a training may take, and what it may need. */
export interface Estimate {
  readonly trainingSeconds: number
  readonly memoryMb: number
  readonly basis: string
}

/** Cells of training rows that one core works through in a second: CTGAN on the fifteen columns of the Adult table, on one core. */
const cellsPerSecond = 120_000

/** Of a process with a model's libraries, before it has read a row. */
const baseMemoryMb = 250

/** Bytes of a cell while it is encoded: one-hot and mode-specific columns are several times as wide as the table. */
const bytesPerCell = 160

/** Rough: within a factor of five or so, since the models are the host's and columns differ. */
export function estimateTraining(
  rows: number,
  columns: number,
  options: OptionValues,
  hasEpochs: boolean,
  /** Trainings one after the other beforehand, in a search for options. */
  searches: number,
): Estimate {
  const epochs = hasEpochs && typeof options['epochs'] === 'number' ? options['epochs'] : 1
  const cells = rows * columns
  return {
    trainingSeconds: Math.ceil(((cells * epochs) / cellsPerSecond + 2) * (1 + searches)),
    memoryMb: Math.ceil(baseMemoryMb + (cells * bytesPerCell) / 2 ** 20),
    basis:
      'A rough figure from rows, columns and epochs, for one core of 2020 or later; it may be off by a factor of five. Reports take more time on wide tables.',
  }
}
