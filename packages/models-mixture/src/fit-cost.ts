import { encodingCellElements, type FitCost, type PreparedTable } from '@tabricate/core'
import {
  candidateCount,
  candidateRounds,
  drawnRows,
  heldOutRows,
  patience,
  splitCount,
} from './choose-components.ts'
import { fitStates } from './column-states.ts'
import { trialRows } from './fit-forests.ts'
import type { MixtureOptions } from './options.ts'

/**
 * Notation
 *   N, d   rows, columns;  K  components;  s  states of a column on average
 *   T(K)   what a fit of K components takes: tables K d s² that are smoothed, terms N K d of the rows, pairs N d² / 2 of columns in which
 *          trees are looked for
 *   The best number of components is reckoned to be N / 3.5 d²: on eight tables it was within a factor of two of that. The two numbers after it are
 *   tried too, as the search goes.
 *   Found on adult, california_housing, insurance and german_credit, in numbers that a core computes element by element meanwhile.
 */
const rowsAPair = 3.5
const elementsATableCell = 2300
const elementsATerm = 7
const elementsAPair = 55
/** A cell of a drawn row compared with one of a real row, to see whether drawn rows come near the rows learned. */
const elementsAComparison = 5
/** Random beginnings of a fit, tried on 3,000 rows at most. */
const elementsARowToBegin = 13_000

/** What fitting the mixture takes. */
export function mixtureCost(prepared: PreparedTable, options: MixtureOptions): FitCost {
  const { rowCount, columns } = prepared
  const d = columns.length
  const states = columns.map((column) => fitStates(column, { maxBins: options.bins }).count)
  const encodedColumns = states.reduce((sum, count) => sum + count, 0)
  const cells = options.dependence === 'trees' ? Math.max(0, d - 1) * (encodedColumns / d) ** 2 : 0
  const fitOf = (components: number, rounds: number) =>
    elementsARowToBegin * Math.min(trialRows, rowCount) +
    elementsATableCell * components * (cells + encodedColumns) +
    elementsATerm * rowCount * components * d * rounds +
    (options.dependence === 'trees' ? (elementsAPair * rowCount * d ** 2) / 2 : 0)
  const isChosen = options.components > 0
  const best = 2 ** Math.max(0, Math.round(Math.log2(rowCount / (rowsAPair * d ** 2))))
  const tried = isChosen
    ? []
    : Array.from(
        { length: candidateCount(rowCount, options.maxComponents) },
        (_, index) => 2 ** index,
      ).filter((count) => count <= 2 ** patience * best)
  const largest = tried.at(-1) ?? options.components
  const components = isChosen
    ? Math.min(options.components, rowCount)
    : Math.min(best, Math.max(1, largest / 2))
  const searching = tried.reduce((sum, count) => sum + fitOf(count, candidateRounds), 0)
  const rounds = isChosen ? options.rounds : Math.max(1, options.rounds - candidateRounds)
  return {
    encodedColumns,
    parameters: Math.round(components * (cells + encodedColumns)),
    memoryBytes:
      bytesToWork +
      bytesAResponsibility * rowCount * largest +
      bytesACell * rowCount * d +
      bytesATableCell * 2 * largest * cells,
    multiplyAdds: 0,
    elements:
      encodingCellElements * rowCount * d +
      splitCount(rowCount) * searching +
      fitOf(components, rounds) +
      (isChosen ? 0 : elementsAComparison * comparedCells(rowCount, d, options)),
  }
}

/** Drawn rows, each compared with as many learned as held-out ones. */
function comparedCells(rowCount: number, d: number, options: MixtureOptions): number {
  return 2 * drawnRows * heldOutRows(rowCount, options.validationFraction) * d
}

/** Responsibilities of two rounds are there at once, and logarithms of the tables beside these. */
const bytesAResponsibility = 8
const bytesACell = 4
/** What the garbage collector lets a fit of any size take. */
const bytesToWork = 25e6
const bytesATableCell = 12
