import { TabricateError } from '../errors.ts'
import { type Constraint, type ConstraintRule, constraintSchema } from './constraint.ts'

/**
 * A constraint as a line of text, which {@link parseConstraint} reads: `lessThan(start, end)`, `lessThanOrEqual(start, end)`,
 * `range(age, 18, 99)`, `fixedCombinations(city, country)`, `sumOf(total, wage, bonus)`, `unique(year, region)`. A name with other
 * characters than letters, digits, `_`, `-`, `.` and single spaces stands in double quotes, as in JSON. Of a custom one: its name.
 */
export function formatConstraint(constraint: Constraint): string {
  switch (constraint.kind) {
    case 'lessThan':
      return call(constraint.orEqual === true ? 'lessThanOrEqual' : 'lessThan', [
        constraint.low,
        constraint.high,
      ])
    case 'range': {
      const ends = [constraint.min, constraint.max].map((end) => (end === undefined ? '' : formatWord(end)))
      return `range(${[formatWord(constraint.column), ...ends].join(', ')})`
    }
    case 'sumOf':
      return call('sumOf', [constraint.total, ...constraint.parts])
    case 'fixedCombinations':
    case 'unique':
      return call(constraint.kind, constraint.columns)
    case 'custom':
      return constraint.name
    default:
      return constraint satisfies never
  }
}

function call(name: string, words: readonly string[]): string {
  return `${name}(${words.map(formatWord).join(', ')})`
}

const plainWord = /^[\p{L}\p{M}\p{N}_.-]+(?: [\p{L}\p{M}\p{N}_.-]+)*$/u

function formatWord(word: string | number): string {
  if (typeof word === 'number') return String(word)
  // A text that reads as a number must not become one.
  return plainWord.test(word) && !isNumber(word) ? word : JSON.stringify(word)
}

/**
 * The constraint that a text as of {@link formatConstraint} says.
 * @throws TabricateError `CONSTRAINT_INVALID` with what is expected
 */
export function parseConstraint(text: string): ConstraintRule {
  const [, kind = '', inner = ''] = /^\s*(\w+)\s*\((.*)\)\s*$/s.exec(text) ?? []
  const words = splitWords(inner)
  const rule = words === undefined ? undefined : ruleOf(kind, words)
  const parsed = constraintSchema.safeParse(rule)
  if (parsed.success) return parsed.data
  throw new TabricateError(
    'CONSTRAINT_INVALID',
    `${JSON.stringify(text)} is no constraint. There are lessThan(low, high), lessThanOrEqual(low, high), range(column, min, max) with ` +
      'one of both left empty if need be, fixedCombinations(a, b, …), sumOf(total, part, part, …) and unique(a, …); a name with other ' +
      'characters than letters and digits stands in double quotes.',
  )
}

function ruleOf(kind: string, words: readonly Word[]): unknown {
  const names = words.map(({ text }) => text)
  const [first, second] = names
  switch (kind) {
    case 'lessThan':
      return names.length === 2 ? { kind, low: first, high: second } : undefined
    case 'lessThanOrEqual':
      return names.length === 2 ? { kind: 'lessThan', low: first, high: second, orEqual: true } : undefined
    case 'range': {
      const [min, max] = [words[1], words[2]].map(boundOf)
      return names.length < 2 || names.length > 3
        ? undefined
        : {
            kind,
            column: first,
            ...(min !== undefined && { min }),
            ...(max !== undefined && { max }),
          }
    }
    case 'sumOf':
      return { kind, total: first, parts: names.slice(1) }
    case 'fixedCombinations':
    case 'unique':
      return { kind, columns: names }
    default:
      return undefined
  }
}

interface Word {
  readonly text: string
  readonly isQuoted: boolean
}

function boundOf(word: Word | undefined): number | string | undefined {
  if (word === undefined || (word.text === '' && !word.isQuoted)) return undefined
  return !word.isQuoted && isNumber(word.text) ? Number(word.text) : word.text
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && !Number.isNaN(Number(text))
}

/** The words between commas; undefined when a quoted one does not end or is not JSON. */
function splitWords(text: string): Word[] | undefined {
  const words: Word[] = []
  const pattern = /\s*(?:("(?:[^"\\]|\\.)*")|([^",]*))\s*(,|$)/gsy
  for (let isLast = false; !isLast; ) {
    const match = pattern.exec(text)
    if (match === null) return undefined
    const [, quoted, plain = '', separator] = match
    const word = quoted === undefined ? plain.trim() : fromJson(quoted)
    if (word === undefined) return undefined
    words.push({ text: word, isQuoted: quoted !== undefined })
    isLast = separator !== ','
  }
  return words
}

function fromJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
