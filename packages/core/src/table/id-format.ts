import type { IdFormat } from './schema.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Is `text` a UUID in lower case? */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** The longest text that a pattern is made for, in characters; the rest of a longer one is cut off. */
const maxPatternLength = 200
/** How many values a pattern is made from, spread over the column. */
const maxSampled = 1000
/** Of so many values of one shape, which are that share of all, a character that all have is part of the pattern and not chance. */
const minForLiterals = 10
const minShareForLiterals = 0.3

/**
 * The pattern of most values: `N1A1`, `N2A1`, … `N21A2` → `N99A9`. Letters and digits become `A`, `a` and `9`, except
 * where a character is the same in every value of that shape.
 */
export function idPatternOf(texts: readonly string[]): IdFormat {
  return { kind: 'pattern', pattern: patternOfMost(texts) }
}

/** The pattern alone. */
export function patternOfMost(texts: readonly string[]): string {
  const shapes = new Map<string, string[]>()
  let count = 0
  const step = Math.max(1, Math.floor(texts.length / maxSampled))
  for (let i = 0; i < texts.length; i += step) {
    const text = (texts[i] ?? '').slice(0, maxPatternLength)
    const shape = shapeOf(text)
    count++
    const known = shapes.get(shape)
    if (known === undefined) shapes.set(shape, [text])
    else known.push(text)
  }
  let best: readonly [string, readonly string[]] = ['', []]
  for (const entry of shapes) {
    const [shape, members] = entry
    const more = members.length - best[1].length
    if (more > 0 || (more === 0 && shape.length > best[0].length)) best = entry
  }
  return patternOf(best[1], best[1].length >= Math.max(minForLiterals, minShareForLiterals * count))
}

/** `text` with letters and digits replaced by their classes. Letters that have no case, as in Chinese, stay. */
export function shapeOf(text: string): string {
  let shape = ''
  for (const character of text) shape += classOf(character)
  return shape
}

function classOf(character: string): string {
  if (/\d/.test(character)) return '9'
  if (/\p{Lu}/u.test(character)) return 'A'
  if (/\p{Ll}/u.test(character)) return 'a'
  return character
}

function patternOf(members: readonly string[], hasLiterals: boolean): string {
  const characters = members.map((member) => [...member])
  const [first = []] = characters
  return first
    .map((character, index) => {
      const constant = hasLiterals && characters.every((each) => each[index] === character)
      if (!constant && /\d|\p{Lu}|\p{Ll}/u.test(character)) return classOf(character)
      return /[Aa9\\]/.test(character) ? `\\${character}` : character
    })
    .join('')
}

const idWord = /(?:^|[^a-z])(?:id|ids|uuid|guid|key|no|nr|index|rowid|identifier)$/i
const idSuffix = /[a-z](?:Id|ID|Key|Uuid|UUID)$/
/** `geonameid`, but not the words of English that end so. */
const gluedId = /(?<!a|o|u|b|gr|val|sol|ac|cov|hybr|hum|rap)id$/

/** Does `name` say that the column identifies rows: `id`, `customer_id`, `userId`, `No`, `Individual ID`? */
export function isIdName(name: string): boolean {
  return idWord.test(name) || idSuffix.test(name) || (name.length > 4 && gluedId.test(name))
}
