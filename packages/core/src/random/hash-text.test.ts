import { expect, it } from 'vitest'
import { hashText } from './hash-text.ts'

it('is MurmurHash3 over UTF-16', () => {
  // Murmur3_x86_32 of the little-endian UTF-16 bytes: zero bytes, seeds 0 and 1, and "test" as four ASCII bytes in two units.
  expect(hashText('', 0)).toBe(0)
  expect(hashText('', 1)).toBe(0x514e28b7)
  expect(hashText('\u6574\u7473', 0)).toBe(0xba6bd213)
})

it('spreads similar texts evenly', () => {
  const buckets = new Uint32Array(256)
  for (let i = 0; i < 25_600; i++) {
    const bucket = hashText(`user${i}@example.com`, 7) & 255
    buckets[bucket] = (buckets[bucket] ?? 0) + 1
  }
  // Chi-square of 255 degrees of freedom: mean 255, standard deviation sqrt(510) = 22.6; within 5 of them.
  const chiSquare = buckets.reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)
  expect(Math.abs(chiSquare - 255)).toBeLessThan(5 * 22.6)
})
