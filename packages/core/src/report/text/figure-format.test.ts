import { describe, expect, it } from 'vitest'
import { figureFormats } from './figure-format.ts'

const day = 86_400_000
const noon = Date.UTC(2024, 1, 29, 12, 5)

describe('figures', () => {
  it('in English', () => {
    const format = figureFormats.en
    expect(format.share(0.9444)).toBe('0.944')
    expect(format.share(-0.0001)).toBe('0.000')
    expect(format.share(null)).toBe('–')
    expect(format.result({ value: null, reason: 'unknown' })).toBe('–')
    expect(format.interval([0.93, 0.951])).toBe('0.930 to 0.951')
    expect(format.interval(null)).toBe('–')
    expect([0, 0.0001, 0.1234, 1].map(format.percent)).toEqual(['0.0 %', '< 0.1 %', '12.3 %', '100.0 %'])
    expect(format.count(32_561)).toBe('32,561')
    expect(format.seconds(1_004_200)).toBe('1,004.2 s')
    expect([0, 0.5, 1234.5678, -1e9, 1e-7].map(format.value)).toEqual([
      '0',
      '0.5',
      '1,234.57',
      '-1.00e+9',
      '1.00e-7',
    ])
    expect(format.date(noon, 400 * day)).toBe('2024-02-29')
    expect(format.date(noon, day)).toBe('2024-02-29 12:05')
    expect(format.date(Number.NaN, day)).toBe('–')
    expect([0.93, -0.4, 1, -0.001].map(format.cell)).toEqual(['.93', '−.40', '1.00', '.00'])
    expect([0, 1, 2].map(format.isOne)).toEqual([false, true, false])
  })

  it('in French', () => {
    const format = figureFormats.fr
    expect(format.share(0.9444)).toBe('0,944')
    expect(format.interval([0.93, 0.951])).toBe('0,930 à 0,951')
    expect([0.0001, 0.1234].map(format.percent)).toEqual(['<\u202F0,1\u202F%', '12,3\u202F%'])
    expect(format.count(32_561)).toBe('32\u202F561')
    expect(format.number(0.5)).toBe('0,5')
    expect(format.seconds(1_004_200)).toBe('1\u202F004,2\u202Fs')
    expect([0.5, 1234.5678, -1e9].map(format.value)).toEqual(['0,5', '1\u202F234,57', '-1,00e+9'])
    expect(format.date(noon, 400 * day)).toBe('29/02/2024')
    expect(format.date(noon, day)).toBe('29/02/2024 12:05')
    expect(format.date(Date.UTC(-1, 0, 1), 400 * day)).toBe('01/01/-000001')
    expect([0.93, -0.4].map(format.cell)).toEqual([',93', '−,40'])
    // Nothing and a part of one are singular too.
    expect([0, 1, 1.5, 2].map(format.isOne)).toEqual([true, true, true, false])
  })
})
