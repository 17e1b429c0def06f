import type { CsvDialect, Newline } from './csv-dialect.ts'

const quote = 34
const lineFeed = 10
const carriageReturn = 13

/**
 * A text whose rows all end in the dialect's newline, although some end in another: files put together from several sources.
 * Line ends inside quotes are data and stay. `text` begins with a row; unless `isLast`, a `\r` at its end may be half of a `\r\n` and stays.
 */
export function unifyLineEnds(text: string, { delimiter, newline }: CsvDialect, isLast: boolean): string {
  if (!others[newline](text)) return text
  const separator = delimiter.charCodeAt(0)
  let unified = ''
  let copied = 0
  let atCellStart = true
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i)
    if (character === quote && atCellStart) {
      i = closingQuote(text, i + 1)
      atCellStart = false
    } else if (character === lineFeed || character === carriageReturn) {
      const isPair = character === carriageReturn && text.charCodeAt(i + 1) === lineFeed
      const isCut = character === carriageReturn && i + 1 === text.length && !isLast
      const end = isPair ? i + 2 : i + 1
      if (!isCut && text.slice(i, end) !== newline) {
        unified += text.slice(copied, i) + newline
        copied = end
      }
      i = end - 1
      atCellStart = true
    } else atCellStart = character === separator
  }
  return unified + text.slice(copied)
}

/** Whether a text has line ends of other kinds, quoted ones included: a quick look that is enough for most files. */
const others: Readonly<Record<Newline, (text: string) => boolean>> = {
  '\n': (text) => text.includes('\r'),
  '\r\n': (text) => /\r(?!\n)|(?<!\r)\n/.test(text),
  '\r': (text) => text.includes('\n'),
}

/** Where the quoted cell ends whose text begins at `from`; the end of the text when it is cut. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== quote) return at
  }
  return text.length
}
