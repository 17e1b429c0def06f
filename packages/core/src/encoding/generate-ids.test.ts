import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import type { IdFormat } from '../table/schema.ts'
import { tableOf } from '../testing/table-fixtures.ts'
import { generateIds } from './generate-ids.ts'
import type { GeneratedPlan } from './preparation-plan.ts'
import { prepareTable } from './prepare-table.ts'
import { restoreTable } from './restore-table.ts'

function planOf(format: IdFormat, unique = true): GeneratedPlan {
  return { kind: 'generated', name: 'id', preparedIndex: null, hasMissing: false, reason: '', format, unique }
}
const patternOf = (pattern: string, unique = true) => planOf({ kind: 'pattern', pattern }, unique)

/** The ids of one sample, cut into chunks. */
function inChunks(plan: GeneratedPlan, sizes: readonly number[], seed = 0): string[] {
  let firstRow = 0
  return sizes.flatMap((size) => {
    const ids = generateIds(plan, size, firstRow, createRng(seed).split('ids'))
    firstRow += size
    return ids
  })
}

describe('sequence', () => {
  it('starts at its start and goes on over chunks', () => {
    expect(inChunks(planOf({ kind: 'sequence', start: 100, step: 5 }), [2, 3])).toEqual([
      '100',
      '105',
      '110',
      '115',
      '120',
    ])
    expect(inChunks(planOf({ kind: 'sequence', start: 3, step: -1 }), [5])).toEqual([
      '3',
      '2',
      '1',
      '0',
      '-1',
    ])
  })
  it('stays exact beyond 2^53', () => {
    const ids = generateIds(
      planOf({ kind: 'sequence', start: Number.MAX_SAFE_INTEGER, step: 1 }),
      3,
      0,
      createRng(0),
    )
    expect(ids).toEqual(['9007199254740991', '9007199254740992', '9007199254740993'])
  })
})

describe('uuid', () => {
  it('is of version 4 and never repeats', () => {
    const ids = inChunks(planOf({ kind: 'uuid' }), [500, 500])
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Set(ids).size).toBe(1000)
  })
})

describe('pattern', () => {
  it('fills A, a and 9, and takes the rest as it stands', () => {
    const ids = generateIds(patternOf('A-\\A\\\\a9é'), 200, 0, createRng(1))
    for (const id of ids) expect(id).toMatch(/^[A-Z]-A\\[a-z][0-9]é$/)
    expect(new Set(ids).size).toBe(200)
  })
  it('keeps characters of two UTF-16 units, and a lone backslash at the end', () => {
    expect(generateIds(patternOf('😀9\\'), 1, 0, createRng(1))[0]).toMatch(/^😀[0-9]\\$/u)
  })
  it('makes every id of a small pattern once, over any chunks', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 260 }), (seed, cut) => {
        const ids = inChunks(patternOf('X9a'), [cut, 260 - cut], seed)
        expect(new Set(ids).size).toBe(260)
        expect(ids).toEqual(inChunks(patternOf('X9a'), [260], seed))
      }),
    )
  })
  it('depends on the seed and is not in order', () => {
    const ids = inChunks(patternOf('999'), [1000], 1)
    expect(ids).not.toEqual(inChunks(patternOf('999'), [1000], 2))
    const ascending = ids.filter((id, i) => i > 0 && id > (ids[i - 1] ?? '')).length
    // Of 999 neighbours in random order 499.5 ascend, standard deviation sqrt(1001 / 12) = 9.1: within 6 of them.
    expect(Math.abs(ascending - 499.5)).toBeLessThan(6 * 9.1)
  })
  it('is unique when there are more ids than doubles count', () => {
    const ids = inChunks(patternOf('AAAAAAAA99999999aaaa'), [5000, 5000])
    expect(new Set(ids).size).toBe(10_000)
    // The places that are drawn freely vary too.
    expect(new Set(ids.map((id) => id.slice(0, 2))).size).toBeGreaterThan(600)
  })
  it('says so when there are too few', () => {
    const attempt = () => generateIds(patternOf('AB9'), 261, 0, createRng(0))
    expect(attempt).toThrowError(expect.objectContaining({ code: 'INVALID_OPTIONS' }))
    expect(attempt).toThrowError(/260 different ids, 261 are needed/)
    expect(generateIds(patternOf('AB9'), 260, 0, createRng(0)).length).toBe(260)
  })
  it('repeats freely where the real ids repeat', () => {
    const ids = generateIds(patternOf('9', false), 1000, 0, createRng(0))
    expect(new Set(ids).size).toBe(10)
  })
})

describe('missing ids', () => {
  it('are all that a table restored without a generator has', () => {
    const column = { type: 'id', values: ['1', '2'] } as const
    const table = tableOf(
      [
        [
          {
            name: 'id',
            reason: '',
            missing: '',
            type: 'id',
            format: { kind: 'pattern', pattern: '9' },
            unique: true,
          },
          column,
        ],
      ],
      2,
    )
    const { plan } = prepareTable(table)
    const drawn = { rowCount: 50, columns: [] }
    expect(restoreTable(plan, drawn, undefined).columns[0]).toEqual({
      type: 'id',
      values: Array.from({ length: 50 }, () => null),
    })
  })
  it('are learned as a column of their own and restored where they were', () => {
    const column = { type: 'id', values: ['7', null, '9', null] } as const
    const format = { kind: 'sequence', start: 1, step: 1 } as const
    const table = tableOf(
      [[{ name: 'id', reason: '', missing: '', type: 'id', format, unique: true }, column]],
      4,
    )
    const { prepared, plan } = prepareTable(table)
    expect(prepared.columns[0]).toEqual({
      kind: 'discrete',
      name: 'id',
      codes: Int32Array.of(0, 1, 0, 1),
      cardinality: 2,
    })
    expect(restoreTable(plan, prepared, createRng(0), 10).columns[0]).toEqual({
      type: 'id',
      values: ['11', null, '13', null],
    })
  })
})
