import { describe, expect, it } from 'vitest'
import { checkRuns, type DataPage } from './check-runs.ts'

const page = (given: Partial<DataPage>, bytes: readonly number[]): [DataPage, Uint8Array] => [
  {
    codec: 'UNCOMPRESSED',
    isOptional: false,
    isBoolean: false,
    encoding: 0,
    values: 10,
    unpackedBytes: bytes.length,
    levels: null,
    ...given,
  },
  Uint8Array.from(bytes),
]
/** A run of 2^30 numbers: the header 2^31 as a varint. */
const endless = [0x80, 0x80, 0x80, 0x80, 0x08]
const dictionary = 8

describe('checkRuns', () => {
  it.each([
    // Ten levels of 1, in one run of header 20; then whatever the values are.
    ['levels', page({ isOptional: true }, [2, 0, 0, 0, 20, 1, 42])],
    [
      'packed levels, filled up to a multiple of eight',
      page({ isOptional: true }, [3, 0, 0, 0, 5, 0xff, 0x03, 42]),
    ],
    ['indices', page({ encoding: dictionary }, [2, 20, 3])],
    [
      'indices of the values that are there',
      page({ isOptional: true, encoding: dictionary }, [4, 0, 0, 0, 8, 1, 12, 0, 2, 8, 3]),
    ],
    ['booleans', page({ encoding: 3, isBoolean: true }, [2, 0, 0, 0, 20, 1])],
    [
      'levels before the packed part',
      page(
        { isOptional: true, encoding: dictionary, levels: { bytes: 4, nulls: 6, isPacked: false } },
        [8, 1, 12, 0, 2, 8, 3],
      ),
    ],
    ['values without runs', page({}, endless)],
  ])('lets %s pass', (_, [given, bytes]) => {
    expect(() => checkRuns(given, bytes)).not.toThrow()
  })

  it.each([
    ['levels', page({ isOptional: true }, [6, 0, 0, 0, ...endless, 1])],
    ['indices', page({ encoding: dictionary }, [2, ...endless, 3])],
    ['booleans', page({ encoding: 3, isBoolean: true }, [6, 0, 0, 0, ...endless, 1])],
    ['packed indices of no width', page({ encoding: dictionary }, [0, 0x81, 0x80, 0x80, 0x80, 0x08])],
    [
      'levels before the packed part',
      page({ isOptional: true, levels: { bytes: 6, nulls: 0, isPacked: false } }, [...endless, 1]),
    ],
    [
      'headers that do not end',
      page({ encoding: dictionary }, [2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]),
    ],
  ])('refuses %s that are longer than their page', (_, [given, bytes]) => {
    expect(() => checkRuns(given, bytes)).toThrow(/a run (is longer than its page|has an impossible length)/)
  })

  it('refuses values that share beginnings and come to more than memory', () => {
    // Delta encoding of the prefixes: block of 128, one miniblock, 10 values, first 2^28 (zigzag 2^29), then a delta of 0.
    const prefixes = [0x80, 0x01, 1, 10, 0x80, 0x80, 0x80, 0x80, 0x02, 0, 0]
    const values = page({ encoding: 7 }, prefixes)
    expect(() => checkRuns(...values)).toThrow('values that share beginnings come to an impossible size')
  })

  it('ends with an error where the bytes end', () => {
    expect(() => checkRuns(...page({ encoding: dictionary }, [2, 4, 1]))).toThrow(RangeError)
  })
})
