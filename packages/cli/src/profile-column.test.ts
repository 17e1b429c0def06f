import { expect, it } from 'vitest'
import { profileColumn } from './profile-column.ts'

const described = { name: 'x', reason: 'because', missing: '' }

it('profiles numbers', () => {
  const schema = { ...described, type: 'numerical', format: { style: 'shortest', decimals: null } } as const
  const column = { type: 'numerical', values: Float64Array.of(2.5, Number.NaN, -1, 2.5, 0) } as const
  expect(profileColumn({ schema, column, index: 0 })).toEqual({
    name: 'x',
    type: 'numerical',
    reason: 'because',
    missing: 1,
    distinct: 3,
    min: -1,
    max: 2.5,
  })
})

it('profiles dates, with a time where there is one', () => {
  const schema = { ...described, type: 'datetime', format: '%Y-%m-%d' } as const
  const values = Float64Array.of(Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1, 12, 30))
  const profile = profileColumn({ schema, column: { type: 'datetime', values }, index: 0 })
  expect(profile).toMatchObject({ missing: 0, distinct: 2, min: '2024-02-29', max: '2024-03-01T12:30:00Z' })
})

it('profiles categories by those that occur', () => {
  const schema = { ...described, type: 'categorical' } as const
  const column = {
    type: 'categorical',
    codes: Int32Array.of(0, 2, -1, 2),
    categories: ['a', 'b', 'c'],
  } as const
  expect(profileColumn({ schema, column, index: 0 })).toMatchObject({
    missing: 1,
    distinct: 2,
    min: null,
    max: null,
  })
})

it('has no extremes when all is missing', () => {
  const schema = { ...described, type: 'numerical', format: { style: 'integer', decimals: 0 } } as const
  const column = { type: 'numerical', values: Float64Array.of(Number.NaN) } as const
  expect(profileColumn({ schema, column, index: 0 })).toMatchObject({
    missing: 1,
    distinct: 0,
    min: null,
    max: null,
  })
})
