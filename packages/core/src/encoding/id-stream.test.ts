import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import type { IdFormat } from '../table/schema.ts'
import { tableOf } from '../testing/table-fixtures.ts'
import { openIdStreams } from './id-stream.ts'
import type { GeneratedPlan } from './preparation-plan.ts'
import { prepareIds } from './prepare-ids.ts'
import { prepareTable } from './prepare-table.ts'
import { realValueFilter } from './real-value-filter.ts'
import { restoreTable } from './restore-table.ts'

function planOf(format: IdFormat, unique = true, real: readonly string[] = []): GeneratedPlan {
  const filter = realValueFilter(new Set(real))
  const base = { kind: 'generated', name: 'id', preparedIndex: null, hasMissing: false, reason: '' } as const
  return { ...base, format, unique, distinct: real.length, real: filter }
}
const patternOf = (pattern: string, unique = true, real: readonly string[] = []) =>
  planOf({ kind: 'pattern', pattern }, unique, real)

/** The ids of one sample, cut into chunks. */
async function inChunks(plan: GeneratedPlan, sizes: readonly number[], seed = 0): Promise<string[]> {
  const [stream] = await openIdStreams({ schema: { columns: [] }, columns: [plan] }, createRng(seed))
  return sizes.flatMap((size) => stream?.take(size) ?? [])
}

/** What a column of these values is planned as. */
function planFor(format: IdFormat, values: readonly (string | null)[], missing = ''): GeneratedPlan {
  const unique = new Set(values).size === values.length
  const { plan } = prepareIds({ name: 'id', missing, format, unique }, values, 0)
  if (plan.kind !== 'generated') throw new Error('ids are generated')
  return plan
}

describe('sequence', () => {
  it('starts at its start and goes on over chunks', async () => {
    expect(await inChunks(planOf({ kind: 'sequence', start: 100, step: 5 }), [2, 3])).toEqual([
      '100',
      '105',
      '110',
      '115',
      '120',
    ])
    expect(await inChunks(planOf({ kind: 'sequence', start: 3, step: -1 }), [5])).toEqual([
      '3',
      '2',
      '1',
      '0',
      '-1',
    ])
  })
  it('stays exact beyond 2^53', async () => {
    const ids = await inChunks(planOf({ kind: 'sequence', start: Number.MAX_SAFE_INTEGER, step: 1 }), [3])
    expect(ids).toEqual(['9007199254740991', '9007199254740992', '9007199254740993'])
  })
  it('goes on after the real numbers', async () => {
    const plan = planFor({ kind: 'sequence', start: 1, step: 2 }, ['1', '3', '11', '5'])
    expect(await inChunks(plan, [3])).toEqual(['13', '15', '17'])
    expect(await inChunks(planFor({ kind: 'sequence', start: 9, step: -1 }, ['9', '8']), [2])).toEqual([
      '7',
      '6',
    ])
  })
})

describe('uuid', () => {
  it('is of version 4 and never repeats', async () => {
    const ids = await inChunks(planOf({ kind: 'uuid' }), [500, 500])
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    for (const places of [0, 9, 15, 24, 32]) {
      expect(new Set(ids.map((id) => id.slice(places, places + 4))).size).toBeGreaterThan(600)
    }
    expect(new Set(ids).size).toBe(1000)
  })
})

describe('pattern', () => {
  it('makes every id of a small pattern once, over any chunks', () =>
    fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 260 }), async (seed, cut) => {
        const ids = await inChunks(patternOf('X9a'), [cut, 260 - cut], seed)
        expect(new Set(ids).size).toBe(260)
        expect(ids).toEqual(await inChunks(patternOf('X9a'), [260], seed))
      }),
    ))
  it('depends on the seed and is not in order', async () => {
    const ids = await inChunks(patternOf('999'), [1000], 1)
    expect(ids).not.toEqual(await inChunks(patternOf('999'), [1000], 2))
    const ascending = ids.filter((id, i) => i > 0 && id > (ids[i - 1] ?? '')).length
    // Of 999 neighbours in random order 499.5 ascend, standard deviation sqrt(1001 / 12) = 9.1: within 6 of them.
    expect(Math.abs(ascending - 499.5)).toBeLessThan(6 * 9.1)
  })
  it('is unique when there are more ids than doubles count', async () => {
    const ids = await inChunks(patternOf('AAAAAAAA99999999aaaa'), [5000, 5000])
    expect(new Set(ids).size).toBe(10_000)
    // The places that are drawn freely vary too.
    expect(new Set(ids.map((id) => id.slice(0, 2))).size).toBeGreaterThan(600)
  })
  it('grows by a digit when it is used up', async () => {
    const ids = await inChunks(patternOf('AB9'), [260, 5])
    expect(ids.slice(0, 260).every((id) => /^[A-Z]B\d$/.test(id))).toBe(true)
    expect(ids.slice(260).every((id) => /^[A-Z]B\d\d$/.test(id))).toBe(true)
  })
})

describe('names', () => {
  it('say so when there are too few', async () => {
    const plan = planOf({ kind: 'personal', provider: 'last-name', locale: 'pt_BR' })
    await expect(inChunks(plan, [250_000])).rejects.toThrowError(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    )
    await expect(inChunks(plan, [250_000])).rejects.toThrowError(
      /makes \d+ different ids that are certain not to be real/,
    )
  })
})

describe('ids that repeat', () => {
  it('are as many as the real ones, each equally often', async () => {
    const real = Array.from({ length: 40 }, (_, i) => `${i}`)
    const ids = await inChunks(patternOf('9999', false, real), [1000, 3000])
    const counts = new Map<string, number>()
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
    expect(counts.size).toBe(40)
    // Chi-square of 39 degrees of freedom: mean 39, standard deviation sqrt(78) = 8.8; within 5 of them.
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)
    expect(Math.abs(chiSquare - 39)).toBeLessThan(5 * 8.8)
    expect(ids).toEqual(await inChunks(patternOf('9999', false, real), [4000]))
  })
})

describe('no real value is made again', () => {
  const formats = fc.oneof(
    fc.stringMatching(/^[A9a-]{1,4}$/).map((pattern): IdFormat => ({ kind: 'pattern', pattern })),
    fc.constantFrom<IdFormat>(
      { kind: 'uuid' },
      { kind: 'sequence', start: 0, step: 1 },
      { kind: 'personal', provider: 'first-name' },
      { kind: 'personal', provider: 'phone', pattern: '999' },
    ),
  )
  it('whatever the format, the values and the missing token', () =>
    fc.assert(
      fc.asyncProperty(
        formats,
        fc.array(fc.option(fc.oneof(fc.string({ maxLength: 3 }), fc.nat({ max: 999 }).map(String))), {
          minLength: 1,
          maxLength: 200,
        }),
        fc.boolean(),
        async (format, cells, unique) => {
          const values = unique ? [...new Set(cells)] : cells
          const plan = { ...planFor(format, values, 'NA'), unique }
          const ids = await inChunks(plan, [30])
          const taken = new Set([...values, 'NA'])
          expect(ids.filter((id) => taken.has(id))).toEqual([])
          if (unique) expect(new Set(ids).size).toBe(30)
        },
      ),
      { numRuns: 200 },
    ))
  it('even where it is all that the format would make', async () => {
    const plan = planFor({ kind: 'personal', provider: 'first-name', locale: 'sv' }, [
      'Agnes',
      'Agneta',
      'Alice',
    ])
    expect(
      (await inChunks(plan, [3000])).filter((name) => ['Agnes', 'Agneta', 'Alice'].includes(name)),
    ).toEqual([])
    const letters = planFor({ kind: 'pattern', pattern: '山田' }, ['山田'])
    expect(await inChunks(letters, [5])).not.toContain('山田')
  })
})

describe('missing ids', () => {
  const format = { kind: 'sequence', start: 1, step: 1 } as const
  const field = (values: readonly (string | null)[]) =>
    tableOf(
      [
        [
          { name: 'id', reason: '', missing: '', type: 'id', format, unique: true },
          { type: 'id', values },
        ],
      ],
      values.length,
    )

  it('are all that a table restored without streams has', () => {
    const { plan } = prepareTable(field(['1', '2']))
    const drawn = { rowCount: 50, columns: [] }
    expect(restoreTable(plan, drawn).columns[0]).toEqual({
      type: 'id',
      values: Array.from({ length: 50 }, () => null),
    })
  })
  it('are learned as a column of their own and restored where they were', async () => {
    const { prepared, plan } = prepareTable(field(['7', null, '9', null]))
    const codes = Int32Array.of(0, 1, 0, 1)
    expect(prepared.columns[0]).toEqual({ kind: 'discrete', name: 'id', codes, cardinality: 2 })
    const ids = await openIdStreams(plan, createRng(0))
    expect(restoreTable(plan, prepared, ids).columns[0]).toEqual({
      type: 'id',
      values: ['10', null, '12', null],
    })
    expect(restoreTable(plan, prepared, ids).columns[0]).toEqual({
      type: 'id',
      values: ['14', null, '16', null],
    })
  })
})
