import { createRng, type PreparedColumn, type Rng } from '@tabricate/core'
import { expect, test } from 'vitest'
import {
  type ConditionDraw,
  countConditions,
  guidedConditions,
  indexRows,
  samplingConditions,
  trainingConditions,
} from './condition-sampler.ts'

const discrete = (name: string, cardinality: number, codes: number[]): PreparedColumn => ({
  kind: 'discrete',
  name,
  cardinality,
  codes: Int32Array.from(codes),
})

/** A rare category (1 of 100), a continuous column between, and a balanced one. */
const columns: PreparedColumn[] = [
  discrete(
    'rare',
    2,
    Array.from({ length: 100 }, (_, row) => (row === 42 ? 1 : 0)),
  ),
  { kind: 'continuous', name: 'x', values: new Float64Array(100), spikes: [], hasMissing: false },
  discrete(
    'even',
    4,
    Array.from({ length: 100 }, (_, row) => row % 4),
  ),
]

const shares = (draw: () => number, width: number, draws = 40_000) => {
  const counts = new Float64Array(width)
  for (let i = 0; i < draws; i++) {
    const position = draw()
    counts[position] = (counts[position] ?? 0) + 1 / draws
  }
  return counts
}

// Five standard errors of a share over 40,000 draws.
const near = (actual: number | undefined, expected: number) =>
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThan(
    5 * Math.sqrt((expected * (1 - expected)) / 40_000),
  )

test('every discrete column has its place, and every category its count', () => {
  const conditions = countConditions(columns)
  expect(conditions.width).toBe(6)
  expect(conditions.columns.map(({ column, start }) => [column, start])).toEqual([
    [0, 0],
    [2, 2],
  ])
  expect(Array.from(conditions.counts)).toEqual([99, 1, 25, 25, 25, 25])
})

test('training conditions take columns evenly and categories by the logarithm of their count plus one', () => {
  const rng = createRng(1)
  const conditions = countConditions(columns)
  const drawn = shares(() => trainingConditions(conditions, true)(rng), 6)
  near(drawn[1], (0.5 * Math.log(2)) / (Math.log(2) + Math.log(100)))
  near(drawn[3], 0.125)
})

test('sampling conditions have the real frequencies: the rare category stays rare', () => {
  const rng = createRng(2)
  const conditions = countConditions(columns)
  const draw = samplingConditions(conditions)
  const drawn = shares(() => draw(rng), 6)
  near(drawn[0], 0.495)
  near(drawn[1], 0.005)
  near(drawn[5], 0.125)
})

const positionsOf = (draw: ConditionDraw | undefined, rng: Rng) => {
  const positions = new Int32Array(draw?.size ?? 0)
  draw?.fill(rng, positions)
  return [...positions]
}

test('guided conditions take the rarest column and only allowed categories', () => {
  const conditions = countConditions(columns)
  const draw = guidedConditions(
    conditions,
    [
      { kind: 'discrete', column: 2, allowed: Uint8Array.of(1, 1, 0, 0) },
      { kind: 'discrete', column: 0, allowed: Uint8Array.of(0, 1) },
      { kind: 'continuous', column: 1, matches: () => true },
    ],
    false,
  )
  const rng = createRng(3)
  expect(new Set(Array.from({ length: 50 }, () => positionsOf(draw, rng).join()))).toEqual(new Set(['1']))
  expect(
    guidedConditions(conditions, [{ kind: 'continuous', column: 1, matches: () => true }], true),
  ).toBeUndefined()
})

test('a generator trained with several conditions is told all that leave no choice', () => {
  const conditions = countConditions(columns)
  const [rare, even, open] = [
    { kind: 'discrete', column: 0, allowed: Uint8Array.of(0, 1) },
    { kind: 'discrete', column: 2, allowed: Uint8Array.of(0, 0, 1, 0) },
    { kind: 'discrete', column: 2, allowed: Uint8Array.of(1, 0, 1, 0) },
  ] as const
  const rng = createRng(5)
  expect(positionsOf(guidedConditions(conditions, [rare, even], true), rng)).toEqual([1, 4])
  expect(positionsOf(guidedConditions(conditions, [rare, open], true), rng)).toEqual([1])
  expect(positionsOf(guidedConditions(conditions, [rare, even], false), rng)).toEqual([1])
  const choice = guidedConditions(conditions, [open], true)
  expect(new Set(Array.from({ length: 50 }, () => positionsOf(choice, rng).join()))).toEqual(
    new Set(['2', '4']),
  )
})

test('a row drawn for a condition has that category, and all such rows are drawn', () => {
  const conditions = countConditions(columns)
  const index = indexRows(columns, conditions)
  const rng = createRng(4)
  expect(index.draw(1, rng)).toBe(42)
  const rows = new Set(Array.from({ length: 2000 }, () => index.draw(4, rng)))
  expect([...rows].every((row) => row % 4 === 2)).toBe(true)
  expect(rows.size).toBe(25)
})
