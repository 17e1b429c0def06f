import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column } from '../table/column.ts'
import { columnMetrics } from './column-metrics.ts'
import { contingencySimilarity } from './contingency-similarity.ts'
import { correlationSimilarity } from './correlation-similarity.ts'
import { ksComplement } from './ks-complement.ts'
import { tvComplement } from './tv-complement.ts'

const numerical = (...values: number[]): Column => ({ type: 'numerical', values: Float64Array.from(values) })
const categorical = (...texts: (string | null)[]): Column => {
  const categories = [...new Set(texts.filter((text) => text !== null))]
  return {
    type: 'categorical',
    categories,
    codes: Int32Array.from(texts, (text) => (text === null ? -1 : categories.indexOf(text))),
  }
}

/** Few distinct values, so that ties, constants and missing values are common; and hostile sizes. */
const numbers = fc.array(
  fc.oneof(
    fc.constantFrom(Number.NaN, 0, -0, 1, 2, 3, 1e-15, 1e15, 1e200, -1e308, 1e308),
    fc.double({ noDefaultInfinity: true }),
  ),
  { maxLength: 30 },
)
const anyColumn: { readonly [type in Column['type']]: fc.Arbitrary<Column> } = {
  numerical: numbers.map((values) => numerical(...values)),
  datetime: fc
    .array(fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -1e12, max: 1e13 })), { maxLength: 30 })
    .map((values) => ({ type: 'datetime', values: Float64Array.from(values) })),
  categorical: fc
    .array(fc.oneof(fc.constant(null), fc.constantFrom('', 'a', 'b', 'null', '__proto__'), fc.string()), {
      maxLength: 30,
    })
    .map((texts) => categorical(...texts)),
  boolean: fc
    .array(fc.constantFrom(-1, 0, 1), { maxLength: 30 })
    .map((codes) => ({ type: 'boolean', codes: Int8Array.from(codes) })),
  id: fc.array(fc.option(fc.string()), { maxLength: 30 }).map((values) => ({ type: 'id', values })),
}

const applications = columnMetrics.flatMap((metric) =>
  metric.appliesTo.map((type) => [metric.name, type, metric] as const),
)

describe.each(applications)('%s of %s columns', (_name, type, metric) => {
  it('is within its range, or null with a reason', () => {
    fc.assert(
      fc.property(anyColumn[type], anyColumn[type], (real, synthetic) => {
        const result = metric.compute(real, synthetic)
        if (result.value === null) expect(result.reason).toMatch(/\.$/)
        else {
          expect(result.value).toBeGreaterThanOrEqual(metric.range[0])
          expect(result.value).toBeLessThanOrEqual(metric.range[1])
        }
      }),
    )
  })

  it('is 1 for the same column, where it compares', () => {
    if (metric.name === 'KeyUniqueness') return
    fc.assert(
      fc.property(anyColumn[type], (column) => {
        // Adding up shares may miss 1 by rounding.
        const { value } = metric.compute(column, column)
        if (value !== null) expect(value).toBeCloseTo(1, 12)
      }),
    )
  })
})

describe.each(columnMetrics)('$name', (metric) => {
  it('rejects column types it does not apply to', () => {
    for (const column of [numerical(1), categorical('a'), { type: 'id', values: ['a'] } as const]) {
      if (!metric.appliesTo.includes(column.type)) {
        expect(() => metric.compute(column, column)).toThrow(`${metric.name} applies to`)
      }
    }
  })
})

describe('ksComplement', () => {
  it('is symmetric, and does not change under an increasing map', () => {
    const small = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(small, small, (a, b) => {
        const { value } = ksComplement.compute(numerical(...a), numerical(...b))
        expect(ksComplement.compute(numerical(...b), numerical(...a)).value).toBe(value)
        const cube = (x: number) => 7 * x ** 3 + 1
        expect(ksComplement.compute(numerical(...a.map(cube)), numerical(...b.map(cube))).value).toBe(value)
      }),
    )
  })

  it('is the largest gap between the distribution functions', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
        (a, b) => {
          const share = (values: number[], x: number) =>
            values.filter((value) => value <= x).length / values.length
          const gaps = Array.from({ length: 10 }, (_, x) => Math.abs(share(a, x) - share(b, x)))
          expect(ksComplement.compute(numerical(...a), numerical(...b)).value).toBe(1 - Math.max(...gaps))
        },
      ),
    )
  })
})

describe('tvComplement', () => {
  it('compares shares of categories whatever their codes', () => {
    const real = categorical('a', 'b', 'b', null)
    const synthetic: Column = {
      type: 'categorical',
      categories: ['unused', 'b', 'a'],
      codes: Int32Array.of(1, 2, 1, 2),
    }
    // |1/3 − 1/2| and |2/3 − 1/2|, halved.
    expect(tvComplement.compute(real, synthetic).value).toBeCloseTo(1 - 1 / 6, 15)
  })
})

describe('pair metrics', () => {
  const pairOf = (column: fc.Arbitrary<Column>, other: fc.Arbitrary<Column>) => fc.tuple(column, other)
  const sameLength = ([a, b]: [Column, Column]): [Column, Column] => {
    const length = Math.min(cells(a).length, cells(b).length)
    return [cut(a, length), cut(b, length)]
  }
  const cells = (column: Column): ArrayLike<unknown> => ('codes' in column ? column.codes : column.values)
  const cut = (column: Column, length: number): Column =>
    'codes' in column && column.type === 'categorical'
      ? { ...column, codes: column.codes.subarray(0, length) }
      : column.type === 'numerical'
        ? { ...column, values: column.values.subarray(0, length) }
        : column

  const continuousPair = pairOf(anyColumn.numerical, anyColumn.numerical).map(sameLength)
  const mixedPair = pairOf(anyColumn.numerical, anyColumn.categorical).map(sameLength)
  const discretePair = pairOf(anyColumn.categorical, anyColumn.categorical).map(sameLength)

  it.each([
    ['Pearson', correlationSimilarity(), continuousPair],
    ['Spearman', correlationSimilarity({ coefficient: 'spearman' }), continuousPair],
    ['contingency of categories', contingencySimilarity(), discretePair],
    ['contingency with shared bins', contingencySimilarity({ binEdges: 'shared' }), mixedPair],
    ['contingency with own bins', contingencySimilarity({ binEdges: 'own' }), mixedPair],
  ] as const)(
    '%s: in range or null, 1 for identity, the same with columns exchanged',
    (_name, metric, pairs) => {
      fc.assert(
        fc.property(pairs, pairs, (real, synthetic) => {
          const result = metric.compute(real, synthetic)
          if (result.value === null) expect(result.reason).toMatch(/\.$/)
          else {
            expect(result.value).toBeGreaterThanOrEqual(0)
            expect(result.value).toBeLessThanOrEqual(1)
          }
          const swapped = metric.compute([real[1], real[0]], [synthetic[1], synthetic[0]])
          expect(swapped.value === null).toBe(result.value === null)
          expect(swapped.value ?? 0).toBeCloseTo(result.value ?? 0, 12)
          const self = metric.compute(real, real).value
          if (self !== null) expect(self).toBeCloseTo(1, 12)
        }),
      )
    },
  )

  it('counts large tables of cells as small ones', () => {
    const codes = (seed: number) => Int32Array.from({ length: 5000 }, (_, row) => (row * seed) % 1009)
    const column = (seed: number, size: number): Column => ({
      type: 'categorical',
      codes: codes(seed),
      categories: Array.from({ length: size }, (_, i) => String(i)),
    })
    const score = (size: number) =>
      contingencySimilarity().compute([column(1, size), column(3, size)], [column(1, size), column(5, size)])
    // Categories that never occur change the way of counting, and nothing else.
    expect(score(1009)).toEqual(score(1009 * 4))
    expect(score(1009).real).toBeCloseTo(1, 12)
  })
})
