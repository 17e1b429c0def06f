import { createRng } from '@tabricate/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAxis, fromUnit, toUnit } from './axis.ts'
import { atMost, multipleOf } from './constraint.ts'
import { categorical, float, int, type Parameter } from './parameter.ts'
import { repair } from './repair.ts'
import {
  createSearchSpace,
  fromUnitCube,
  isParametersOf,
  obeys,
  snap,
  toPoint,
  toValues,
} from './search-space.ts'

const anyNumeric = fc
  .record({
    low: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    width: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e6, noNaN: true })),
    log: fc.boolean(),
    whole: fc.boolean(),
    steps: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
  })
  .map(({ low, width, log, whole, steps }): Parameter => {
    if (whole) {
      const start = Math.ceil(low)
      return int(start, start + Math.ceil(width), log ? { log } : { step: steps ?? 1 })
    }
    return float(
      low,
      low + width,
      log || steps === undefined || width === 0 ? { log } : { step: width / steps },
    )
  })

const anyParameter = fc.oneof(
  anyNumeric,
  fc
    .uniqueArray(fc.string(), { minLength: 1, maxLength: 5 })
    .map((choices): Parameter => categorical(choices)),
)

describe('a search space', () => {
  it('gives values of the space anywhere in the cube, and the point of those values gives them again', () => {
    fc.assert(
      fc.property(
        fc.array(anyParameter, { minLength: 1, maxLength: 4 }),
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 4,
          maxLength: 4,
        }),
        (parameters, cube) => {
          const space = Object.fromEntries(parameters.map((parameter, i) => [`p${i}`, parameter]))
          const searchSpace = createSearchSpace(space)
          const point = fromUnitCube(searchSpace, cube)
          const values = toValues(searchSpace, point)
          expect(isParametersOf(searchSpace, values)).toBe(true)
          const again = toPoint(searchSpace, values)
          // 1e-6 of the axis: ranges of a thousandth around 10⁶ lose nine digits.
          again.forEach((position, i) => {
            expect(Math.abs(position - (point[i] ?? 0))).toBeLessThan(1e-6)
          })
          expect(snap(searchSpace, again).length).toBe(point.length)
        },
      ),
      { seed: 1, numRuns: 300 },
    )
  })

  it('gives every value of a step an equal share of the axis', () => {
    const axis = createAxis(int(50, 1000, { step: 50 }))
    const counts = new Map<number, number>()
    for (let i = 0; i < 2000; i++) {
      const value = fromUnit(axis, (i + 0.5) / 2000)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    expect([...counts.keys()]).toEqual(Array.from({ length: 20 }, (_, i) => 50 * (i + 1)))
    expect(new Set(counts.values())).toEqual(new Set([100]))
  })

  it('halves a logarithmic range at its geometric mean', () => {
    const axis = createAxis(float(1e-5, 1e-1, { log: true }))
    expect(fromUnit(axis, 0.5)).toBeCloseTo(1e-3, 12)
    expect(toUnit(axis, 1e-2)).toBeCloseTo(0.75, 12)
  })

  it('stops at the last whole step below high', () => {
    const axis = createAxis(float(0, 1, { step: 0.3 }))
    expect([axis.levels, axis.high]).toEqual([4, 0.9])
    expect(fromUnit(axis, 1)).toBe(0.9)
  })

  it('names everything that is wrong at once', () => {
    const bad = {
      x: { type: 'float', low: 2, high: 1, log: true, step: 0.1 },
      c: { type: 'categorical', choices: ['a', 'a'] },
    } as const
    expect(() => createSearchSpace(bad, [atMost('y', 1)])).toThrow(
      /x\.high: must not be below low(.|\n)*x\.step(.|\n)*c\.choices: a choice is there twice(.|\n)*concerns no parameter/,
    )
    expect(() => createSearchSpace({})).toThrow('it has no parameter')
    expect(() => float(0, 1, { log: true })).toThrow('low: must be above 0 with log; it is 0')
  })
})

describe('repair', () => {
  const rng = createRng(1)

  it('leaves alone what obeys, and moves the rest to the nearest value that does', () => {
    const searchSpace = createSearchSpace({ batchSize: int(100, 1000), x: float(0, 1) }, [
      multipleOf('batchSize', 20),
    ])
    for (const [given, expected] of [
      [500, 500],
      [509, 500],
      [511, 520],
      [1000, 1000],
    ] as const) {
      const point = toPoint(searchSpace, { batchSize: given, x: 0.3 })
      expect(toValues(searchSpace, repair(searchSpace, point, rng))).toEqual({ batchSize: expected, x: 0.3 })
    }
  })

  it('finds points of narrow constraints anywhere in the space', () => {
    const constraints = [multipleOf('a', 'b'), atMost('b', 'c'), atMost('c', 'x')]
    const searchSpace = createSearchSpace(
      { a: int(50, 97), b: int(7, 50), c: int(1, 20), x: float(0, 30) },
      constraints,
    )
    for (let i = 0; i < 20; i++) {
      const point = fromUnitCube(searchSpace, [rng.uniform(), rng.uniform(), rng.uniform(), rng.uniform()])
      expect(obeys(searchSpace, repair(searchSpace, point, rng))).toBe(true)
    }
  })

  it('says so when nothing obeys', () => {
    const searchSpace = createSearchSpace({ a: int(1, 5) }, [multipleOf('a', 7)])
    expect(() => repair(searchSpace, Float64Array.of(0.5), rng)).toThrow('a is a multiple of 7')
  })
})
