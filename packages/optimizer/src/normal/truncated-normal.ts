/**
 * Notation
 *   a, b     ends of an interval, in standard deviations from the mean
 *   mass     Φ(b) − Φ(a)
 *   q        probability below x, given that x lies in [a, b]
 */
import { density, distribution, logDensity, logDistribution } from './standard-normal.ts'

/** Abscissas and weights of the ten-point Gauss–Legendre rule on [−1, 1], one half: DLMF table 3.5.2. */
const legendre: readonly (readonly [number, number])[] = [
  [0.1488743389816312, 0.2955242247147529],
  [0.4333953941292472, 0.2692667193099963],
  [0.6794095682990244, 0.2190863625159821],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.0666713443086881],
]

/** log(Φ(b) − Φ(a)) for a < b; no digits are lost in narrow intervals and far tails. */
export function logMass(a: number, b: number): number {
  // By symmetry, in the lower tail: there Φ is known to its last digit.
  if (a > 0) return logMass(-b, -a)
  if ((b - a) * Math.max(1, -a, b) < 1) return logNarrowMass(a, b)
  if (b <= 0) {
    const high = logDistribution(b)
    return high + Math.log1p(-Math.exp(logDistribution(a) - high))
  }
  return Math.log1p(-distribution(a) - distribution(-b))
}

/** The integral of φ by quadrature: its exponent varies by no more than one over the interval. */
function logNarrowMass(a: number, b: number): number {
  const middle = (a + b) / 2
  const half = (b - a) / 2
  let sum = 0
  for (const [node, weight] of legendre) {
    for (const offset of [-node * half, node * half])
      sum += weight * Math.exp(-offset * (middle + offset / 2))
  }
  return logDensity(middle) + Math.log(sum * half)
}

/** The x in [a, b] below which a share q of the mass lies. */
export function truncatedQuantile(q: number, a: number, b: number): number {
  if (q <= 0) return a
  if (q >= 1) return b
  if (a > 0) return -truncatedQuantile(1 - q, -b, -a)
  return solveQuantile(q, a, b)
}

/** Newton's method on the log of the mass below x, kept inside a shrinking bracket. */
function solveQuantile(q: number, a: number, b: number): number {
  const total = logMass(a, b)
  const fromBelow = q <= 0.5
  // Measured from the nearer end, so that the target is never 1 minus something tiny.
  const target = total + (fromBelow ? Math.log(q) : Math.log1p(-q))
  let low = a
  let high = b
  let x = startingPoint(q, a, b)
  for (let iteration = 0; iteration < 100; iteration++) {
    const mass = fromBelow ? logMass(a, x) : logMass(x, b)
    const error = mass - target
    if (fromBelow === error > 0) high = x
    else low = x
    const slope = Math.exp(logDensity(x) - mass)
    const step = fromBelow ? -error / slope : error / slope
    let next = x + step
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - x) <= 1e-15 * Math.max(1e-3, Math.abs(x)) || next === x) return next
    x = next
  }
  return x
}

function startingPoint(q: number, a: number, b: number): number {
  const [low, high] = [Math.max(a, -6), Math.min(b, 6)]
  if (low >= high) return a + (b - a) * 0.5
  const [massLow, massHigh] = [distribution(low), distribution(high)]
  const middle = massLow + q * (massHigh - massLow)
  // Linear in probability around the middle of the interval: good enough for Newton.
  const centre = (low + high) / 2
  const guess = centre + (middle - distribution(centre)) / Math.max(density(centre), 1e-3)
  return Math.min(high - (high - low) * 1e-3, Math.max(low + (high - low) * 1e-3, guess))
}
