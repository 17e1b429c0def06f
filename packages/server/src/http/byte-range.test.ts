import { describe, expect, it } from 'vitest'
import { readRange } from './byte-range.ts'

describe('a range', () => {
  it.each([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=4-', { start: 4, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-100', { start: 0, end: 9 }],
    ['bytes=9-100', { start: 9, end: 9 }],
    ['bytes=3-2', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
    ['bytes=-', null],
    [undefined, null],
  ])('%s', (header, range) => {
    expect(readRange(header, 10)).toEqual(range)
  })

  it.each(['bytes=10-', 'bytes=-0'])('%s lies outside', (header) => {
    expect(() => readRange(header, 10)).toThrow('10 bytes')
  })
})
