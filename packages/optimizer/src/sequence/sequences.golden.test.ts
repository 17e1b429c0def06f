import { expect, it } from 'vitest'
import { z } from 'zod'
import { readGolden } from '../../test/golden.ts'
import { createHalton } from './halton.ts'
import { createSobol } from './sobol.ts'

const points = z.array(z.array(z.number()))
const golden = readGolden(
  'qmc.json',
  z.object({
    sobol: points,
    halton: points,
    lastSobol: z.object({ dims: z.number(), index: z.number(), point: z.array(z.number()) }),
  }),
)

it('gives the points of the Sobol sequence exactly, in any number of dimensions', () => {
  for (let dimensions = 1; dimensions <= 8; dimensions++) {
    const sequence = createSobol(dimensions)
    const target = new Float64Array(dimensions)
    golden.sobol.forEach((expected, index) => {
      sequence(index, target)
      expect([...target]).toEqual(expected.slice(0, dimensions))
    })
  }
  const { dims, index, point } = golden.lastSobol
  const target = new Float64Array(dims)
  createSobol(dims)(index, target)
  expect([...target]).toEqual(point)
})

it('gives the points of the Halton sequence to the last digit of a double (1e-15)', () => {
  const sequence = createHalton(8)
  const target = new Float64Array(8)
  golden.halton.forEach((expected, index) => {
    sequence(index, target)
    target.forEach((value, j) => {
      expect(Math.abs(value - (expected[j] ?? 0))).toBeLessThanOrEqual(1e-15)
    })
  })
})
