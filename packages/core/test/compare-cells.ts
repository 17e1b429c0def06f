import Papa from 'papaparse'

/** What came of comparing the cells of two CSV texts. */
export interface CellComparison {
  readonly cells: number
  /** Cells whose text differs but reads as the same double: no double prints as the first. */
  readonly sameDouble: number
  /** Cells that differ otherwise; the first of them, for messages. */
  readonly different: number
  readonly example: string
}

/** The cells of a CSV text, row by row, without blank lines and a byte-order mark. */
export function cellsOf(text: string): string[][] {
  return Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: ',', skipEmptyLines: true }).data
}

/** Compares cell by cell: equal texts, else equal doubles. */
export function compareCells(expected: readonly string[][], actual: readonly string[][]): CellComparison {
  let cells = 0
  let sameDouble = 0
  let different = Math.abs(expected.length - actual.length)
  let example = different === 0 ? '' : `${actual.length} rows instead of ${expected.length}`
  for (const [row, texts] of expected.entries()) {
    for (const [column, text] of texts.entries()) {
      const found = actual[row]?.[column]
      cells++
      if (found === text) continue
      if (isNumber(text) && found !== undefined && isNumber(found) && Number(found) === Number(text))
        sameDouble++
      else {
        different++
        example ||= `row ${row + 1}, column ${column + 1}: ${JSON.stringify(text)} became ${JSON.stringify(found)}`
      }
    }
  }
  return { cells, sameDouble, different, example }
}

function isNumber(text: string): boolean {
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)
}
