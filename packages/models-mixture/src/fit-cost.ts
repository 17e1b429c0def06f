import { encodingCellElements, type FitCost, type PreparedTable } from '@tabricate/core'
import { candidateCount, candidateRounds, patience, splitCount } from './choose-components.ts'
import { fitStates } from './column-states.ts'
import type { MixtureOptions } from './options.ts'

/**
 * Notation
 *   N, d   rows, columns;  K  components;  s  states of a column on average
 *   T(K)   what a fit of K components takes: tables K d s² that are smoothed, terms N K d of the rows, pairs N d² / 2 of columns in which
 *          trees are looked for
 *   The best number of components is reckoned to be N / 25 d, as a component takes some 25 rows for each column; that and the two numbers
 *   after it are tried, as the search goes.
 *   Found on adult, california_housing, insurance and german_credit, in numbers that a core computes element by element meanwhile.
 */
const rowsAColumn = 25
const elementsATableCell = 2300
const elementsATerm = 7
const elementsAPair = 70
/** Finding out whether drawn rows come near the rows learned, for a column. */
const elementsADistance = 40_000_000

/** What fitting the mixture takes. */
export function mixtureCost(prepared: PreparedTable, options: MixtureOptions): FitCost {
  const { rowCount, columns } = prepared
  const d = columns.length
  const states = columns.map((column) => fitStates(column, { maxBins: options.bins }).count)
  const encodedColumns = states.reduce((sum, count) => sum + count, 0)
  const cells = options.dependence === 'trees' ? Math.max(0, d - 1) * (encodedColumns / d) ** 2 : 0
  const fitOf = (components: number, rounds: number) =>
    elementsATableCell * components * (cells + encodedColumns) +
    elementsATerm * rowCount * components * d * rounds +
    (options.dependence === 'trees' ? (elementsAPair * rowCount * d ** 2) / 2 : 0)
  const isChosen = options.components > 0
  const best = 2 ** Math.max(0, Math.round(Math.log2(rowCount / (rowsAColumn * d))))
  const tried = isChosen
    ? []
    : Array.from(
        { length: candidateCount(rowCount, options.maxComponents) },
        (_, index) => 2 ** index,
      ).filter((count) => count <= 2 ** patience * best)
  const components = isChosen ? Math.min(options.components, rowCount) : Math.min(best, tried.at(-1) ?? 1)
  const searching = tried.reduce((sum, count) => sum + fitOf(count, candidateRounds), 0)
  const rounds = isChosen ? options.rounds : Math.max(1, options.rounds - candidateRounds)
  const largest = tried.at(-1) ?? components
  return {
    encodedColumns,
    parameters: Math.round(components * (cells + encodedColumns)),
    memoryBytes:
      bytesAResponsibility * rowCount * largest +
      bytesACell * rowCount * d +
      bytesATableCell * 2 * largest * cells,
    multiplyAdds: 0,
    elements:
      encodingCellElements * rowCount * d +
      splitCount(rowCount) * searching +
      fitOf(components, rounds) +
      (isChosen ? 0 : elementsADistance * d),
  }
}

/** Responsibilities of two rounds are there at once, and logarithms of the tables beside these. */
const bytesAResponsibility = 8
const bytesACell = 4
const bytesATableCell = 12
