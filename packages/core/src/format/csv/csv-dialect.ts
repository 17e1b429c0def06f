/** How a file of separated values is laid out. */
export interface CsvDialect {
  readonly delimiter: Delimiter
  readonly newline: Newline
}

export type Delimiter = ',' | ';' | '\t' | '|'
export type Newline = '\n' | '\r\n' | '\r'

/** The delimiters that are recognised, likelier ones first. */
export const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']

/** So many rows decide. */
const maxRows = 50

/**
 * The dialect of a file from its beginning. The delimiter is the one that occurs equally often, outside quotes, in the
 * header and every other complete row of the sample, the most often of several; without any, the most frequent in the
 * header; `,` when the header has none. The newline is the one that ends the header.
 */
export function sniffCsvDialect(sample: string): CsvDialect {
  const { counts, newline } = countDelimiters(sample)
  const [header] = counts
  const most = (candidates: readonly Delimiter[]): Delimiter | undefined => {
    const used = candidates.filter((each) => (header?.get(each) ?? 0) > 0)
    return used.toSorted((a, b) => (header?.get(b) ?? 0) - (header?.get(a) ?? 0))[0]
  }
  const regular = delimiters.filter((each) => counts.every((row) => row.get(each) === header?.get(each)))
  return { delimiter: most(regular) ?? most(delimiters) ?? ',', newline }
}

/** Whether the file looks like a table: two complete rows or more, with a delimiter that occurs equally often in each. */
export function hasRegularRows(sample: string): boolean {
  const { counts } = countDelimiters(sample)
  const [header] = counts
  return (
    counts.length > 1 &&
    delimiters.some((each) => {
      const count = header?.get(each) ?? 0
      return count > 0 && counts.every((row) => row.get(each) === count)
    })
  )
}

/** How often each delimiter occurs in every complete row; the last row counts only when it is the only one. */
function countDelimiters(sample: string): { counts: ReadonlyMap<string, number>[]; newline: Newline } {
  const counts: Map<string, number>[] = []
  let newline: Newline | undefined
  let row = new Map<string, number>()
  let isQuoted = false
  let atStart = true
  for (let i = 0; i < sample.length && counts.length < maxRows; i++) {
    const character = sample.charAt(i)
    if (isQuoted) {
      if (character === '"') isQuoted = false
      continue
    }
    if (character === '"' && (atStart || sample.charAt(i - 1) === '"')) isQuoted = true
    atStart = false
    if (character === '\n' || character === '\r') {
      if (newline === undefined)
        newline = character === '\n' ? '\n' : sample.charAt(i + 1) === '\n' ? '\r\n' : '\r'
      if (row.size > 0 || counts.length === 0) counts.push(row)
      row = new Map()
      atStart = true
    } else if (isDelimiter(character)) {
      row.set(character, (row.get(character) ?? 0) + 1)
      atStart = true
    }
  }
  if (counts.length === 0) counts.push(row)
  return { counts, newline: newline ?? '\n' }
}

function isDelimiter(character: string): character is Delimiter {
  return character === ',' || character === ';' || character === '\t' || character === '|'
}
