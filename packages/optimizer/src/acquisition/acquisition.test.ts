import { describe, expect, it } from 'vitest'
import { expectedImprovement, logAugmentedEi } from './acquisition.ts'

describe('augmented EI', () => {
  it.each([
    [0.2, 0.5, 0.1],
    [1.5, 0.3, 0.2],
    [-0.4, 0.2, 0],
  ])('mean %d, sd %d, noise %d: as defined, with its slopes', (mean, sd, noise) => {
    const { value, byMean, bySd } = logAugmentedEi(0.1, 0, noise)
    const defined = expectedImprovement(mean, sd, 0.1) * (1 - noise / Math.sqrt(sd * sd + noise * noise))
    expect(Math.exp(value(mean, sd)) / defined).toBeCloseTo(1, 9)
    const step = 1e-6
    expect(byMean(mean, sd)).toBeCloseTo((value(mean + step, sd) - value(mean - step, sd)) / (2 * step), 4)
    expect(bySd(mean, sd)).toBeCloseTo((value(mean, sd + step) - value(mean, sd - step)) / (2 * step), 4)
  })

  it('prefers what is uncertain to a point as good that is known to within the noise', () => {
    const { value } = logAugmentedEi(0, 0, 0.2)
    const { value: plain } = logAugmentedEi(0, 0, 0)
    expect(plain(0, 0.05)).toBeGreaterThan(plain(0.5, 0.3))
    expect(value(0, 0.05)).toBeLessThan(value(0.5, 0.3))
  })
})
