import { expect, it } from 'vitest'
import { minimize } from './l-bfgs.ts'

it('finds the smallest value of a quadratic whose curvatures differ a thousandfold', async () => {
  const curvatures = [1, 10, 1000]
  const x = new Float64Array(3)
  await minimize(
    (point, gradient) =>
      curvatures.reduce((sum, curvature, i) => {
        const distance = (point[i] ?? 0) - i - 1
        gradient[i] = curvature * distance
        return sum + (curvature * distance ** 2) / 2
      }, 0),
    x,
    { tolerance: 1e-8, maxIterations: 100 },
  )
  for (const i of [0, 1, 2]) expect(x[i]).toBeCloseTo(i + 1, 7)
})

it('stays where it is when that is best, and stops after as many iterations as allowed', async () => {
  const at = async (start: number, maxIterations: number) => {
    const x = Float64Array.of(start)
    let pauses = 0
    await minimize(
      (point, gradient) => {
        gradient[0] = Math.sinh(point[0] ?? 0)
        return Math.cosh(point[0] ?? 0)
      },
      x,
      { tolerance: 1e-10, maxIterations, pause: async () => void pauses++ },
    )
    return [x[0] ?? Number.NaN, pauses] as const
  }
  expect(await at(0, 10)).toEqual([0, 0])
  expect((await at(4, 2))[1]).toBe(2)
  expect((await at(4, 100))[0]).toBeCloseTo(0, 9)
})
