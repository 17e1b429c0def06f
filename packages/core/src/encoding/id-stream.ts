import { TabricateError } from '../errors.ts'
import { personalSpaces } from '../personal/personal-spaces.ts'
import { createIndexPermutation } from '../random/index-permutation.ts'
import type { Rng } from '../random/rng.ts'
import { growingPatternSpaces } from '../text-space/pattern-space.ts'
import { listSpace, numberSpace, productSpace, type TextSpace } from '../text-space/text-space.ts'
import type { GeneratedPlan, PreparationPlan } from './preparation-plan.ts'
import { openRealValueFilter } from './real-value-filter.ts'

/** New ids of one column, for one row of a sample after the other. */
export interface IdStream {
  /** Ids of the next `count` rows. However a sample is cut into chunks, its rows get the same ids. */
  take(count: number): string[]
}

/** The streams of a sample: one for each column of a plan that is generated. */
export type IdStreams = readonly (IdStream | undefined)[]

/**
 * Opens the streams of ids for one sample. Words of names and addresses are loaded here, each language once.
 *
 * No id is one of the real column's. Where the real ones differ, the new ones do; where they repeat, as many different
 * values are made as there were. Memory does not grow with the rows taken, beyond the real number of different values.
 *
 * @param rng only its seed path counts; nothing is drawn from it
 */
export function openIdStreams(plan: PreparationPlan, rng: Rng): Promise<IdStreams> {
  return Promise.all(
    plan.columns.map(async (column, index) =>
      column.kind === 'generated' ? openIdStream(column, rng.split(index)) : undefined,
    ),
  )
}

async function openIdStream(plan: GeneratedPlan, rng: Rng): Promise<IdStream> {
  const { format } = plan
  if (format.kind === 'sequence') return sequence(format.start, format.step)
  const next = differentTexts(await spacesOf(format), openRealValueFilter(plan.real), rng)
  return plan.unique ? uniqueStream(plan.name, next) : repeatingStream(plan, next, rng.split('repeat'))
}

async function spacesOf(
  format: Exclude<GeneratedPlan['format'], { kind: 'sequence' }>,
): Promise<readonly TextSpace[]> {
  switch (format.kind) {
    case 'uuid':
      return [uuidSpace]
    case 'pattern':
      return growingPatternSpaces(format.pattern)
    case 'personal':
      return personalSpaces(format)
    default:
      return format satisfies never
  }
}

const hex = (digits: number): TextSpace => numberSpace(0, 16 ** digits, digits, 16)
/** RFC 9562, version 4: 122 random bits. */
const uuidSpace = productSpace([
  hex(8),
  '-',
  hex(4),
  '-4',
  hex(3),
  '-',
  listSpace(['8', '9', 'a', 'b']),
  hex(3),
  '-',
  hex(4),
  hex(8),
])

function sequence(start: number, step: number): IdStream {
  let row = 0
  return { take: (count) => Array.from({ length: count }, () => sequenceId(start, step, row++)) }
}

function sequenceId(start: number, step: number, row: number): string {
  const id = start + step * row
  if (Number.isSafeInteger(id) || !Number.isInteger(start) || !Number.isInteger(step)) return String(id)
  return String(BigInt(start) + BigInt(step) * BigInt(row))
}

/** The texts of the spaces in random order, each once and without those that are refused; `null` after the last. */
function differentTexts(
  spaces: readonly TextSpace[],
  isRefused: (text: string) => boolean,
  rng: Rng,
): () => string | null {
  const surplusRng = rng.split('surplus')
  let layer = 0
  let index = 0
  let permute: ((index: number) => number) | undefined
  return () => {
    for (let space = spaces[layer]; space !== undefined; space = spaces[layer]) {
      if (index >= space.size) {
        layer++
        index = 0
        permute = undefined
        continue
      }
      permute ??= createIndexPermutation(space.size, rng.split(layer))
      const text = space.at(permute(index++), surplusRng)
      if (!isRefused(text)) return text
    }
    return null
  }
}

function uniqueStream(name: string, next: () => string | null): IdStream {
  let made = 0
  return {
    take: (count) =>
      Array.from({ length: count }, () => {
        const text = next()
        if (text === null) {
          throw new TabricateError(
            'INVALID_OPTIONS',
            `Column "${name}": its format makes ${made} different ids that are certain not to be real ones, more are needed. ` +
              'Sample fewer rows, or overrule the column with another format: a pattern, a running number or UUIDs.',
          )
        }
        made++
        return text
      }),
  }
}

/**
 * Texts drawn from as many as there were real ones, each equally often. A text is made when it is first drawn: since all of
 * them are alike, the next new one may stand for any that was not drawn before.
 */
function repeatingStream(plan: GeneratedPlan, next: () => string | null, rng: Rng): IdStream {
  const pool: string[] = []
  let size = Math.max(1, plan.distinct)
  const draw = (): string => {
    const known = pool[rng.integer(size)]
    if (known !== undefined) return known
    const text = next()
    if (text !== null) {
      pool.push(text)
      return text
    }
    if (pool.length === 0) {
      throw new TabricateError(
        'DEFECT',
        `Column "${plan.name}": its format makes no id that is not a real one.`,
      )
    }
    size = pool.length
    return draw()
  }
  return { take: (count) => Array.from({ length: count }, draw) }
}
