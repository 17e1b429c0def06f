import { describe, expect, it } from 'vitest'
import { identity } from '../baselines/identity.ts'
import { independent } from '../baselines/independent.ts'
import { uniform } from '../baselines/uniform.ts'
import type { Model } from '../model/model.ts'
import { mixedTable, numericalField, tableOf } from '../testing/table-fixtures.ts'
import { type JudgedCandidate, recommendModel } from './recommend-model.ts'

const table = mixedTable(600)
const floor = { name: 'independent', model: independent() }
const noise = { name: 'uniform', model: uniform() }

describe('recommendModel', () => {
  it('recommends the better model, whatever the order', async () => {
    for (const candidates of [
      [floor, noise],
      [noise, floor],
    ]) {
      const { name, candidates: judged, reason } = await recommendModel(table, { candidates })
      expect(name).toBe('independent')
      const quality = Object.fromEntries(judged.map((each) => [each.name, each.quality ?? 0]))
      expect(quality.independent).toBeGreaterThan((quality.uniform ?? 1) + 0.05)
      expect(reason).toContain('"uniform"')
    }
  })

  it('recommends the first of two that are as good', async () => {
    const again = { ...floor, name: 'again' }
    expect((await recommendModel(table, { candidates: [again, floor] })).name).toBe('again')
    expect((await recommendModel(table, { candidates: [floor, again] })).name).toBe('independent')
  })

  it('does not recommend a model that copies', async () => {
    const copies = { name: 'copies', model: identity() }
    const { name, candidates, reason } = await recommendModel(table, { candidates: [copies, floor] })
    expect(candidates[0]?.nearerShare).toBeGreaterThan(0.6)
    expect(name).toBe('independent')
    expect(reason).toContain('"copies" comes nearer to the rows it learned')
  })

  it('sees what copies in a table whose rows are sorted, and what does not', async () => {
    const values = Array.from({ length: 600 }, (_, row) => Math.floor(row / 100) * 1000 + ((row * 37) % 101))
    const groups = tableOf([numericalField('x', values, 0)], 600)
    const copies = { name: 'copies', model: identity() }
    const { candidates } = await recommendModel(groups, { candidates: [copies, floor] })
    const [copied, independently] = candidates
    // Against the first rows alone, five of six groups would be far from what was learned.
    expect(copied?.nearerShare).toBeGreaterThan(0.6)
    expect(independently?.nearerShare).toBeGreaterThan(0.4)
    expect(independently?.nearerShare).toBeLessThan(0.6)
  })

  it('holds rows out, takes a sample of many, and shares its time', async () => {
    const asked: number[] = []
    let now = 0
    const timed = (seconds: number): Model => ({
      ...floor.model,
      fit(rows, fitArguments = {}) {
        asked.push(fitArguments.maxSeconds ?? 0)
        now += seconds * 1000
        return floor.model.fit(rows, fitArguments)
      },
    })
    const seen: JudgedCandidate[] = []
    const { learnedRows, heldOutRows } = await recommendModel(table, {
      candidates: [2, 1, 1].map((seconds, index) => ({ name: `${index}`, model: timed(seconds) })),
      maxRows: 200,
      maxSeconds: 12,
      clock: () => now,
      onCandidate: (judged) => seen.push(judged),
    })
    expect([learnedRows, heldOutRows]).toEqual([200, 50])
    expect(asked).toEqual([4, 5, 9])
    expect(seen.map(({ fitSeconds }) => fitSeconds)).toEqual([2, 1, 1])
  })

  it('says what cannot be', async () => {
    await expect(recommendModel(table, { candidates: [] })).rejects.toMatchObject({ code: 'INVALID_OPTIONS' })
    await expect(recommendModel(mixedTable(5), { candidates: [floor] })).rejects.toMatchObject({
      code: 'INVALID_TABLE',
    })
    await expect(
      recommendModel(table, { candidates: [floor], signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'ABORTED' })
  })
})
