import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNumberStyle } from './number-style.ts'
import { createNumberReader, numberFormatter } from './number-text.ts'

function roundTrip(texts: readonly string[]) {
  const reader = createNumberReader()
  const style = createNumberStyle()
  const values = texts.map((text) => {
    expect(reader.read(text), text).toBe(true)
    style.add(reader)
    return reader.value
  })
  const format = style.format()
  return { values, format, written: values.map(numberFormatter(format)) }
}

describe('createNumberReader', () => {
  it.each([
    ['0', 0],
    ['-12', -12],
    ['1.50', 1.5],
    ['0.1', 0.1],
    ['999999999999.999', 999999999999.999],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['8.3945900000000009', 8.39459],
    ['.5', 0.5],
    ['1e-7', 1e-7],
    ['1E+02', 100],
    ['2.5e10', 2.5e10],
    ['0.000000000000000000000000123', 1.23e-25],
  ])('reads %s', (text, value) => {
    const reader = createNumberReader()
    expect(reader.read(text)).toBe(true)
    expect(reader.value).toBe(value)
  })

  it.each([
    '',
    '-',
    '.',
    '007',
    '-01',
    '+5',
    ' 5',
    '5 ',
    '1,5',
    '1_000',
    '0x10',
    'Infinity',
    'NaN',
    '1e400',
    '9007199254740993',
    '1E02',
    '1.2.3',
    '٣',
    '--1',
    '1e',
    'e5',
  ])('leaves %j as text', (text) => {
    expect(createNumberReader().read(text)).toBe(false)
  })

  it('reads the double nearest to any decimal text', () => {
    const reader = createNumberReader()
    fc.assert(
      fc.property(fc.integer({ min: -999999, max: 999999 }), fc.nat({ max: 999999999 }), (whole, rest) => {
        const text = `${whole}.${rest}`
        expect(reader.read(text)).toBe(true)
        expect(reader.value).toBe(Number(text))
      }),
    )
  })
})

describe('number formats', () => {
  it.each([
    [['1', '20', '-3'], { style: 'integer', decimals: 0 }],
    [['1.50', '2.25'], { style: 'fixed', decimals: 2 }],
    [['41.0', '880.0'], { style: 'fixed', decimals: 1 }],
    [['8.3252', '5.0', '7.25'], { style: 'shortest', decimals: 4, minDecimals: 1 }],
    [['27.9', '33'], { style: 'shortest', decimals: 1 }],
    [['0.0000001', '2'], { style: 'shortest', decimals: 7 }],
    [['1e-7', '0.5'], { style: 'shortest', decimals: null }],
    [['-0', '1'], { style: 'integer', decimals: 0 }],
    [['-0.0', '1.5'], { style: 'fixed', decimals: 1 }],
    [['0.1', '0.30000000000000004'], { style: 'shortest', decimals: null }],
    [['100.000000000000000000', '2.500000000000000000'], { style: 'fixed', decimals: 18 }],
  ])('writes %j as read', (texts, format) => {
    const result = roundTrip(texts)
    expect(result.format).toEqual(format)
    expect(result.written).toEqual(texts)
  })

  it('keeps the double where the text follows no rule', () => {
    expect(roundTrip(['8.3945900000000009', '7.5']).written).toEqual(['8.39459', '7.5'])
    expect(roundTrip(['1.50', '2']).written).toEqual(['1.5', '2'])
  })

  it('gives back every double that JavaScript prints', () => {
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.array(doubles, { minLength: 1 }), (values) => {
        const texts = values.map((value) => (Object.is(value, -0) ? '-0' : String(value)))
        fc.pre(texts.every((text) => createNumberReader().read(text)))
        const result = roundTrip(texts)
        expect(result.values).toEqual(values)
        expect(result.written.map(Number)).toEqual(values)
      }),
    )
  })
})
