/**
 * Notation
 *   The functions of the recorded curves, all minimised; definitions and sources in the golden figures' README and in docs/benchmarks.md.
 *   shift    added to every continuous parameter of a numeric function's domain, a share of its range, drawn anew for each seed
 */
import { categorical, float, int, type Space } from '@tabricate/optimizer'

export type Values = { readonly [name: string]: unknown }

export interface TestFunction {
  readonly name: string
  /** Evaluations of one run. */
  readonly calls: number
  readonly optimum: number
  /** Standard deviation of the Gaussian noise on every observation. */
  readonly noise: number
  readonly space: Space
  /** Is the domain moved at random for each seed? */
  readonly shifted: boolean
  evaluate(values: Values): number
}

function box(dimensions: number, low: number, high: number): Space {
  return Object.fromEntries(Array.from({ length: dimensions }, (_, i) => [`x${i}`, float(low, high)]))
}

function numbers(values: Values): number[] {
  return Object.values(values).map(Number)
}

function branin(values: Values): number {
  const [x = 0, y = 0] = numbers(values)
  return (
    (y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6) ** 2 +
    10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) +
    10
  )
}

const hartmannWeights = [1, 1.2, 3, 3.2]
const hartmannScales = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
]
const hartmannCentres = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]

function hartmann6(values: Values): number {
  const x = numbers(values)
  return hartmannWeights.reduce((sum, weight, i) => {
    const exponent = x.reduce(
      (total, xj, j) => total + (hartmannScales[i]?.[j] ?? 0) * (xj - (hartmannCentres[i]?.[j] ?? 0)) ** 2,
      0,
    )
    return sum - weight * Math.exp(-exponent)
  }, 0)
}

function rosenbrock(values: Values): number {
  const x = numbers(values)
  return x.slice(1).reduce((sum, next, i) => {
    const here = x[i] ?? 0
    return sum + 100 * (next - here * here) ** 2 + (1 - here) ** 2
  }, 0)
}

function ackley(values: Values): number {
  const x = numbers(values)
  const squares = x.reduce((sum, xi) => sum + xi * xi, 0) / x.length
  const waves = x.reduce((sum, xi) => sum + Math.cos(2 * Math.PI * xi), 0) / x.length
  return -20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves) + 20 + Math.E
}

const modelsA: Readonly<Record<string, { base: number; c: number; b: number; e: number; w: number }>> = {
  gan: { base: 0.1, c: -3.7, b: 0, e: 0.7, w: 0.04 },
  vae: { base: 0.12, c: -3, b: -1, e: 0, w: 0 },
  diffusion: { base: 0, c: -2.7, b: 1, e: 0.9, w: 0 },
  flow: { base: 0.18, c: -3.3, b: -2, e: -0.5, w: 0 },
}

function mixedA(values: Values): number {
  const { base, c, b, e, w } = modelsA[String(values.model)] ?? { base: 0, c: 0, b: 0, e: 0, w: 0 }
  const batch = Math.log2(Number(values.batch) / 500)
  const epochs = Math.log(Number(values.epochs) / 100)
  const u = Math.log10(Number(values.lr)) - c - 0.3 * batch
  return (
    base +
    (u < 0 ? 0.06 : 0.15) * u * u +
    0.03 * (batch - b) ** 2 +
    0.08 * (epochs - e + 0.25 * u) ** 2 +
    w * (1 - Math.cos(2 * Math.PI * epochs))
  )
}

const tableB: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bce: { none: 0.12, batch: 0.08, layer: 0.1 },
  wgan: { none: 0.15, batch: 0.3, layer: 0 },
  hinge: { none: 0.2, batch: 0.05, layer: 0.14 },
}
const latentB: Readonly<Record<string, number>> = { bce: 4, wgan: 5, hinge: 3 }
const dropoutB: Readonly<Record<string, number>> = { none: 0.35, batch: 0.1, layer: 0.2 }

function mixedB(values: Values): number {
  const [loss, norm] = [String(values.loss), String(values.norm)]
  const width = Math.log2(Number(values.dim) / 32)
  const z = Math.log2(Number(values.latent)) - (latentB[loss] ?? 0)
  const decay = Math.log10(Number(values.l2))
  const dropout = Number(values.dropout)
  return (
    (tableB[loss]?.[norm] ?? 0) +
    0.03 * (width - 2.5 - 0.4 * z) ** 2 +
    0.02 * z * z +
    0.03 * (1 - Math.cos(3 * z)) +
    0.02 * (decay + 3 + 5 * dropout) ** 2 +
    0.6 * (dropout - (dropoutB[norm] ?? 0)) ** 2
  )
}

const optimizersC: Readonly<Record<string, { base: number; c: number; m: number; k: number }>> = {
  adam: { base: 0.02, c: -3, m: 0.85, k: 3 },
  sgd: { base: 0, c: -1.2, m: 0.9, k: 4 },
  rmsprop: { base: 0.08, c: -3.2, m: 0.5, k: 3 },
  lion: { base: 0.05, c: -4, m: 0.7, k: 2 },
}

function mixedC(values: Values): number {
  const { base, c, m, k } = optimizersC[String(values.optimizer)] ?? { base: 0, c: 0, m: 0, k: 0 }
  const batch = Math.log2(Number(values.batch) / 256)
  const beta = Number(values.beta) - m
  const layers = Number(values.layers) - k
  const u = Math.log10(Number(values.lr)) - c - 0.25 * batch + 1.5 * beta
  return (
    base +
    0.8 * (1 - Math.exp((-u * u) / 3)) +
    (u > 1.5 ? 0.4 : 0) +
    0.02 * layers ** 2 +
    0.015 * (batch + 0.5 * layers) ** 2 +
    0.5 * beta ** 2
  )
}

const numeric = { noise: 0, shifted: true }
const mixed = { noise: 0, shifted: false }

export const testFunctions: readonly TestFunction[] = [
  {
    ...numeric,
    name: 'branin',
    calls: 60,
    optimum: 0.39788735772973816,
    space: { x0: float(-5, 10), x1: float(0, 15) },
    evaluate: branin,
  },
  {
    ...numeric,
    name: 'hartmann6',
    calls: 80,
    optimum: -3.322368011415515,
    space: box(6, 0, 1),
    evaluate: hartmann6,
  },
  { ...numeric, name: 'rosenbrock4', calls: 60, optimum: 0, space: box(4, -5, 10), evaluate: rosenbrock },
  { ...numeric, name: 'ackley5', calls: 60, optimum: 0, space: box(5, -32.768, 32.768), evaluate: ackley },
  { ...numeric, name: 'rosenbrock10', calls: 100, optimum: 0, space: box(10, -5, 10), evaluate: rosenbrock },
  {
    ...mixed,
    name: 'mixedA',
    calls: 30,
    optimum: 1.9597879015060612e-5,
    space: {
      model: categorical(['gan', 'vae', 'diffusion', 'flow']),
      lr: float(1e-5, 1e-1, { log: true }),
      batch: int(50, 1000, { step: 50 }),
      epochs: int(10, 300, { step: 10 }),
    },
    evaluate: mixedA,
  },
  {
    ...mixed,
    name: 'mixedB',
    calls: 50,
    optimum: 0.0002165587958637734,
    space: {
      loss: categorical(['bce', 'wgan', 'hinge']),
      norm: categorical(['none', 'batch', 'layer']),
      dim: int(32, 512, { step: 32 }),
      latent: int(2, 128, { log: true }),
      l2: float(1e-7, 1e-1, { log: true }),
      dropout: float(0, 0.5),
    },
    evaluate: mixedB,
  },
  {
    ...mixed,
    name: 'mixedC',
    calls: 40,
    optimum: 0,
    noise: 0.03,
    space: {
      optimizer: categorical(['adam', 'sgd', 'rmsprop', 'lion']),
      lr: float(1e-5, 1, { log: true }),
      layers: int(1, 6),
      batch: int(64, 1024, { step: 64 }),
      beta: float(0, 0.99),
    },
    evaluate: mixedC,
  },
]

/** Not among {@link testFunctions}: 464 evaluations in batches of four. */
export const ackley20: TestFunction = {
  ...numeric,
  name: 'ackley20',
  calls: 464,
  optimum: 0,
  space: box(20, -5, 10),
  evaluate: ackley,
}
