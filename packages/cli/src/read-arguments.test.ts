import { expect, it } from 'vitest'
import { z } from 'zod'
import { number, readArguments, wholeNumber } from './read-arguments.ts'

const schema = z.object({
  rows: wholeNumber(0),
  share: number('a share below 1', (share) => share < 1).optional(),
})

it('turns texts into numbers', () => {
  expect(readArguments(schema, { rows: '1000', share: '.25' })).toEqual({ rows: 1000, share: 0.25 })
  expect(readArguments(schema, { rows: '1e6' })).toEqual({ rows: 1_000_000 })
})

it.each(['', ' ', '1.5', '-1', 'many', 'NaN', 'Infinity', '99999999999999999'])(
  'refuses "%s" rows',
  (rows) => {
    expect(() => readArguments(schema, { rows })).toThrow(
      `--rows: must be a whole number from 0, not "${rows}"`,
    )
  },
)

it('names all issues at once', () => {
  expect(() => readArguments(schema, { rows: 'x', share: '2' })).toThrow(
    /--rows: [\s\S]*--share: must be a share below 1, not "2"/,
  )
})
