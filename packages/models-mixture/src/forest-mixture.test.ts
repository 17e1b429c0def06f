import { createPacer, createRng, type Rng } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { withoutEdges } from './chow-liu-forest.ts'
import { conditionForests } from './condition-forests.ts'
import type { StateTable } from './encode-states.ts'
import { expectation } from './expectation.ts'
import { fitForests, mean } from './fit-forests.ts'
import type { Forest, ForestMixture } from './forest-mixture.ts'
import { maximisation } from './maximisation.ts'
import { groupStates } from './state-groups.ts'

const pace = createPacer(undefined)
const stateCounts = [3, 2, 4]

/** Two trees over three columns, of different shapes, with some impossible states. */
function twoTrees(): ForestMixture {
  const rng = createRng(1)
  const shapes = [
    { parents: Int32Array.of(-1, 0, 0), order: Int32Array.of(0, 1, 2) },
    { parents: Int32Array.of(2, -1, 1), order: Int32Array.of(1, 2, 0) },
  ]
  const forests = shapes.map(
    (shape): Forest => ({
      ...shape,
      tables: stateCounts.map((count, j) =>
        randomTable(stateCounts[shape.parents[j] ?? -1] ?? 1, count, rng),
      ),
    }),
  )
  return { stateCounts, weights: Float64Array.of(0.3, 0.7), forests }
}

function randomTable(lines: number, count: number, rng: Rng): Float32Array {
  const table = new Float32Array(lines * count)
  for (let line = 0; line < lines; line++) {
    const values = Array.from({ length: count }, (_, v) => (v === line % count ? 0 : 0.1 + rng.uniform()))
    const sum = values.reduce((a, b) => a + b, 0)
    values.forEach((value, v) => {
      table[line * count + v] = value / sum
    })
  }
  return table
}

/** Every combination of states. */
function allRows(): StateTable {
  const rows: [number, number, number][] = []
  for (let a = 0; a < 3; a++) for (let b = 0; b < 2; b++) for (let c = 0; c < 4; c++) rows.push([a, b, c])
  const column = (j: number) => Uint16Array.from(rows, (row) => row[j] ?? 0)
  return { rowCount: rows.length, stateCounts, columns: [column(0), column(1), column(2)] }
}

const probabilities = async (mixture: ForestMixture) =>
  (await expectation(mixture, allRows(), pace, { keepsShares: false })).logLikelihoods.map(Math.exp)

describe('a mixture of forests', () => {
  it('gives all rows together the probability 1', async () => {
    const all = await probabilities(twoTrees())
    // Tables are float32.
    expect(Math.abs(all.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-6)
  })

  it('draws under conditions as the enumerated posterior says', async () => {
    const mixture = twoTrees()
    const rows = allRows()
    const evidence = [
      { column: 0, shares: Float64Array.of(1, 0, 0.25), drawValue: undefined },
      { column: 2, shares: Float64Array.of(0, 1, 1, 0.5), drawValue: undefined },
    ]
    const weighted = (await probabilities(mixture)).map((p, row) =>
      evidence.reduce(
        (product, { column, shares }) => product * (shares[rows.columns[column]?.[row] ?? 0] ?? 0),
        p,
      ),
    )
    const total = weighted.reduce((a, b) => a + b, 0)
    const conditioned = conditionForests(mixture, evidence)
    expect(Math.abs(Math.exp(conditioned.logProbability) - total)).toBeLessThan(1e-6)
    const count = 200_000
    const drawn = conditioned.draw(count, createRng(2))
    const counts = new Float64Array(rows.rowCount)
    for (let i = 0; i < count; i++) {
      const row = (drawn[0]?.[i] ?? 0) * 8 + (drawn[1]?.[i] ?? 0) * 4 + (drawn[2]?.[i] ?? 0)
      counts[row] = (counts[row] ?? 0) + 1
    }
    weighted.forEach((weight, row) => {
      const p = weight / total
      // Five standard errors; rows that are impossible never occur.
      expect(Math.abs((counts[row] ?? 0) / count - p)).toBeLessThanOrEqual(
        5 * Math.sqrt((p * (1 - p)) / count),
      )
    })
  })

  it('says that a condition is impossible', () => {
    const nothing = [{ column: 1, shares: Float64Array.of(0, 0), drawValue: undefined }]
    expect(conditionForests(twoTrees(), nothing).isPossible).toBe(false)
  })
})

/** Rows of three columns: the second follows the first, the third is noise. */
function dependentRows(rowCount: number): StateTable {
  const rng = createRng(3)
  const columns = stateCounts.map(() => new Uint16Array(rowCount))
  for (let row = 0; row < rowCount; row++) {
    const a = rng.integer(3)
    columns.forEach((codes, j) => {
      codes[row] = j === 0 ? a : j === 1 ? (rng.uniform() < 0.95 ? a % 2 : 1 - (a % 2)) : rng.integer(4)
    })
  }
  return { rowCount, stateCounts, columns }
}

const states = stateCounts.map((count, j) => ({ kind: 'discrete' as const, name: `${j}`, count }))

describe('expectation maximisation', () => {
  it('never lowers the likelihood of the rows, without smoothing', async () => {
    const table = dependentRows(500)
    const overall = stateCounts.map((count) => new Float64Array(count).fill(1 / count))
    const training = {
      states,
      table,
      grouped: groupStates(states, table, 16),
      overall,
      hasEdges: false,
      smoothing: 1,
    }
    const rng = createRng(4)
    const shares = Array.from({ length: 3 }, () => Float32Array.from({ length: 500 }, () => rng.uniform()))
    const sums = shares[0]?.map((_, row) => shares.reduce((sum, own) => sum + (own[row] ?? 0), 0)) ?? []
    let responsibilities: readonly Float32Array[] = shares.map((own) =>
      own.map((share, row) => share / (sums[row] ?? 1)),
    )
    // A strength of 1e-9 rows: as good as none.
    const shape = withoutEdges(3)
    const plans = shares.map(() => ({
      ...shape,
      marginals: [1e-9, 1e-9, 1e-9],
      pairs: [undefined, undefined, undefined],
    }))
    const likelihoods: number[] = []
    for (let round = 0; round < 30; round++) {
      const { mixture } = await maximisation(training, responsibilities, plans, pace)
      const found = await expectation(mixture, table, pace)
      responsibilities = found.responsibilities
      likelihoods.push(mean(found.logLikelihoods))
    }
    likelihoods.forEach((value, round) => {
      // Weights are drawn to each other by one row in 500, and shares below a thousandth are left out.
      expect(value).toBeGreaterThanOrEqual((likelihoods[round - 1] ?? Number.NEGATIVE_INFINITY) - 2e-4)
    })
    expect(likelihoods.at(-1)).toBeGreaterThan((likelihoods[0] ?? 0) + 0.05)
  })

  it('finds the dependence there is, and no other', async () => {
    const table = dependentRows(4000)
    const mixture = await fitForests(states, table, {
      components: 1,
      hasEdges: true,
      smoothing: 1,
      rounds: 5,
      tolerance: 1e-3,
      restarts: 1,
      rng: createRng(5),
      pace,
      onRound: () => true,
    })
    const [tree] = mixture.forests
    expect(Array.from(tree?.parents ?? [])).toEqual([-1, 0, -1])
    // p(1 | 1) of the second column given the first; five standard errors.
    expect(Math.abs((tree?.tables[1]?.[3] ?? 0) - 0.95)).toBeLessThan(5 * Math.sqrt((0.95 * 0.05) / 1333))
  })
})
