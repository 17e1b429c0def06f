import { expect, it } from 'vitest'
import {
  booleanField,
  categoricalField,
  dateField,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { fitFeatureEncoder } from './encode-features.ts'
import { concatFeatures } from './features.ts'

it('codes categories by frequency, missing among them, and marks those not seen', () => {
  const fitted = tableOf([categoricalField('c', ['rare', 'common', 'never'], [1, 1, 1, -1, -1, 0])], 6)
  const other = tableOf([categoricalField('c', ['new', 'never', 'rare', 'common'], [0, 1, 2, 3, -1])], 5)
  const encoder = fitFeatureEncoder([fitted], ['c'])
  expect(encoder.encode(fitted).columns).toEqual([
    { kind: 'category', codes: Int32Array.of(0, 0, 0, 1, 1, 2), size: 3 },
  ])
  expect(encoder.encode(other).columns).toEqual([
    { kind: 'category', codes: Int32Array.of(-1, -1, 2, 0, 1), size: 3 },
  ])
})

it('finds columns by name, and keeps numbers and dates as they are', () => {
  const fields = [
    numericalField('x', [1, Number.NaN]),
    dateField('d', [0, 1]),
    booleanField('b', [1, 1]),
  ] as const
  const encoder = fitFeatureEncoder([tableOf([...fields], 2)], ['d', 'x', 'b'])
  const { columns } = encoder.encode(tableOf([...fields].reverse(), 2))
  expect(columns).toEqual([
    { kind: 'number', values: Float64Array.of(0, 86_400_000) },
    { kind: 'number', values: Float64Array.of(1, Number.NaN) },
    { kind: 'category', codes: Int32Array.of(0, 0), size: 1 },
  ])
})

it('gives the rarest of very many categories one code', () => {
  const names = Array.from({ length: 1000 }, (_, i) => `c${i}`)
  const codes = [...names.keys(), ...Array.from({ length: 100 }, (_, i) => i)]
  const table = tableOf([categoricalField('c', names, codes)], codes.length)
  const [feature] = fitFeatureEncoder([table], ['c']).encode(table).columns
  if (feature?.kind !== 'category') throw new Error('It is not a category.')
  expect(feature.size).toBe(255)
  expect(new Set(feature.codes.subarray(0, 100)).size).toBe(100)
  expect(feature.codes.filter((code) => code === 254)).toHaveLength(1000 - 254)
})

it('puts the rows of two tables under each other in common codes', () => {
  const a = tableOf([categoricalField('c', ['x'], [0])], 1)
  const b = tableOf([categoricalField('c', ['y', 'x'], [0, 1])], 2)
  const encoder = fitFeatureEncoder([a, b], ['c'])
  expect(concatFeatures(encoder.encode(a), encoder.encode(b))).toEqual({
    rowCount: 3,
    columns: [{ kind: 'category', codes: Int32Array.of(0, 1, 0), size: 2 }],
  })
})
