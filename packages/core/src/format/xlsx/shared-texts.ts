import type { Issue } from '../../errors.ts'
import { escapeXml, pieceLength, xmlHead } from './escape-xml.ts'

/** The texts of a workbook, each once (ECMA-376, 18.4); cells name them by their numbers. */
export interface SharedTexts {
  /** The text's number; an issue at the row, counted from 0, when no cell holds it. */
  numberOf(text: string, column: string, row: number): number
  /** `xl/sharedStrings.xml` of the texts so far, in pieces. */
  pieces(): Generator<string>
}

/** Of a cell: Microsoft, "Excel specifications and limits". */
const maxText = 32_767
const maxIssues = 100

export function createSharedTexts(issues: Issue[]): SharedTexts {
  const numbers = new Map<string, number>()
  return {
    numberOf(text, column, row) {
      const known = numbers.get(text)
      if (known !== undefined) return known
      if (text.length > maxText && issues.length < maxIssues) {
        issues.push({
          path: ['rows', row + 2, column],
          message: `has ${text.length} characters; a cell holds ${maxText}`,
        })
      }
      const number = numbers.size
      numbers.set(text, number)
      return number
    },
    *pieces() {
      let piece = `${xmlHead}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${numbers.size}">`
      for (const text of numbers.keys()) {
        piece += `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`
        if (piece.length < pieceLength) continue
        yield piece
        piece = ''
      }
      yield `${piece}</sst>`
    },
  }
}
