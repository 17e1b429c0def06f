import { isMissingAmongValues } from './missing-tokens.ts'
import { createNumberStyle } from './number-style.ts'
import { createNumberReader, spelledOtherwise } from './number-text.ts'
import { createDictionary, missingSpelling, type RawColumn, type RawNumbers, rawTexts } from './raw-column.ts'

/** Takes the cells of one column from top to bottom. */
export interface ColumnBuilder {
  readonly name: string
  /** Adds a cell by its text. */
  pushText(text: string): void
  /** Adds a number, as if by its shortest text. It must be finite. */
  pushNumber(value: number): void
  /** Adds a text of which the source says that it is one: neither a number nor a missing token. The column is then one of texts. */
  pushLiteral(text: string): void
  /** Adds a missing cell that has no text. */
  pushMissing(): void
  /** Drops all rows but these (from 0, ascending), as if the others had never been added. */
  keep(rows: Int32Array): void
  /** Gives the column and starts an empty one. */
  finish(): RawColumn
}

/**
 * A builder that keeps about nine bytes a number and four bytes a text (plus every different text once). A column counts
 * as one of numbers until a text comes that is neither a number nor a missing token.
 */
export function createColumnBuilder(name: string): ColumnBuilder {
  let numbers: NumbersBuilder | null = createNumbersBuilder(name)
  let texts: TextsBuilder | null = null

  function toTexts(): TextsBuilder {
    const builder = createTextsBuilder(name, numbers === null ? null : rawTexts(numbers.finish()))
    numbers = null
    texts = builder
    return builder
  }

  function pushText(text: string): void {
    if (numbers !== null) {
      if (numbers.push(text)) return
      toTexts().push(text)
    } else (texts ?? toTexts()).push(text)
  }

  function pushLiteral(text: string): void {
    const builder = texts ?? toTexts()
    builder.markLiteral()
    builder.push(text)
  }

  function pushMissing(): void {
    if (numbers !== null) {
      if (numbers.pushMissing(null)) return
      toTexts().pushMissing()
    } else (texts ?? toTexts()).pushMissing()
  }

  function finish(): RawColumn {
    const raw = numbers === null || !numbers.hasNumber() ? (texts ?? toTexts()).finish() : numbers.finish()
    numbers = createNumbersBuilder(name)
    texts = null
    return raw
  }

  return {
    name,
    pushText,
    pushNumber(value) {
      if (numbers !== null && Number.isSafeInteger(value) && !Object.is(value, -0)) numbers.pushWhole(value)
      else pushText(Object.is(value, -0) ? '-0' : String(value))
    },
    pushLiteral,
    pushMissing,
    keep(rows) {
      const raw = rawTexts(finish())
      const push = raw.isLiteral ? pushLiteral : pushText
      for (const row of rows) {
        const text = raw.texts[raw.codes[row] ?? -1]
        if (text === undefined) pushMissing()
        else push(text)
      }
    },
    finish,
  }
}

/** Small, for tables of very many columns. */
const startLength = 8

interface NumbersBuilder {
  /** False when the column can not be one of numbers with this cell; then nothing was added. */
  push(text: string): boolean
  pushWhole(value: number): void
  pushMissing(token: string | null): boolean
  hasNumber(): boolean
  finish(): RawNumbers
}

function createNumbersBuilder(name: string): NumbersBuilder {
  const reader = createNumberReader()
  const style = createNumberStyle()
  const others = { rows: [] as number[], texts: [] as string[] }
  let values = new Float64Array(startLength)
  let spellings = new Uint8Array(startLength)
  let length = 0
  let missing: string | null = null
  let missingCount = 0

  function add(value: number, spelling: number): void {
    if (length === values.length) {
      values = grown(values, new Float64Array(length * 2))
      spellings = grown(spellings, new Uint8Array(length * 2))
    }
    values[length] = value
    spellings[length] = spelling
    length++
  }

  function pushMissing(token: string | null): boolean {
    if (missingCount > 0 && token !== missing) return false
    missing = token
    missingCount++
    add(Number.NaN, missingSpelling)
    return true
  }

  return {
    push(text) {
      if (!reader.read(text)) return isMissingAmongValues(text) && pushMissing(text)
      style.add(reader)
      if (reader.spelling === spelledOtherwise) {
        others.rows.push(length)
        others.texts.push(text)
      }
      add(reader.value, reader.spelling)
      return true
    },
    pushWhole(value) {
      style.add(whole)
      add(value, 0)
    },
    pushMissing,
    hasNumber: () => length > missingCount,
    finish: () => ({
      kind: 'numbers',
      name,
      values: values.slice(0, length),
      spellings: spellings.slice(0, length),
      others,
      missing,
      missingCount,
      format: style.format(),
    }),
  }
}

const whole = { spelling: 0, padded: false, unrounded: false }

interface TextsBuilder {
  push(text: string): void
  markLiteral(): void
  pushMissing(): void
  finish(): RawColumn
}

function createTextsBuilder(name: string, start: RawColumn | null): TextsBuilder {
  const dictionary = createDictionary()
  let codes = new Int32Array(startLength)
  let length = 0
  let isLiteral = false

  function add(code: number): void {
    if (length === codes.length) codes = grown(codes, new Int32Array(length * 2))
    codes[length] = code
    length++
  }

  if (start?.kind === 'texts') {
    const newCodes = start.texts.map((text) => dictionary.codeOf(text))
    for (const code of start.codes) add(code < 0 ? -1 : (newCodes[code] ?? -1))
  }
  return {
    push: (text) => add(dictionary.codeOf(text)),
    markLiteral() {
      isLiteral = true
    },
    pushMissing: () => add(-1),
    finish: () => ({
      kind: 'texts',
      name,
      codes: codes.slice(0, length),
      texts: dictionary.texts,
      isDistinct: dictionary.isDistinct(),
      isLiteral,
    }),
  }
}

function grown<T extends Float64Array | Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
