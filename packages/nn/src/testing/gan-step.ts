import type { Rng } from '@tabricate/core'
import { fillNormal, fillUniform } from '@tabricate/core'
import { grad } from '../autodiff/grad.ts'
import { concat, reshape, slice } from '../graph/arrange.ts'
import { add, leakyRelu, mul, sqrt, square, stopGradient, sub, tanh } from '../graph/elementwise.ts'
import { matmul } from '../graph/matmul.ts'
import { constant, input, type Node, type Segment } from '../graph/node.ts'
import { mean, sum } from '../graph/reduce.ts'
import { segmentCrossEntropy } from '../layers/cross-entropy.ts'
import { dropout, fillDropoutMask } from '../layers/dropout.ts'
import { gumbelSoftmax } from '../layers/gumbel-softmax.ts'
import { linear } from '../layers/linear.ts'
import { residual } from '../layers/residual.ts'
import { type Binding, current, type Variable } from '../layers/variable.ts'
import { adam } from '../optimisers/adam.ts'
import { movingAverage } from '../optimisers/moving-average.ts'
import type { Feeds, Step, Transition } from '../runtime/runtime.ts'
import { stateOf } from '../runtime/state-of.ts'

/**
 * A training step that has everything: batch norm, dropout, softmax noise, a gradient penalty (second
 * derivatives), two networks that train each other, Adam with weight decay and a moving average. For parity tests and benchmarks.
 *
 * Notation
 *   B, G         rows of a batch; groups of B / G rows that the critic judges together
 *   z, c         noise and conditions, one part [B, latent]
 *   x, x̃, x̂      real rows, fake rows, and points between them: x̂ = a x + (1 − a) x̃, one a for a group
 *   L_D          mean D(x̃) − mean D(x) + 10 mean (‖∇D(x̂)‖ − 1)²
 *   L_G          −mean D(x̃) + cross-entropy of the fake rows' logits
 * I. Gulrajani et al., "Improved Training of Wasserstein GANs", NeurIPS 2017, algorithm 1
 */
export interface GanShape {
  readonly batch: number
  readonly groups: number
  readonly latent: number
  readonly conditions: number
  readonly width: number
  readonly segments: readonly Segment[]
  readonly hidden: readonly [number, number]
}

export interface GanStep {
  readonly step: Step
  readonly variables: readonly Variable[]
  /** Fills the feeds of one step anew and returns them. */
  feeds(rng: Rng): Feeds
}

export function ganStep(shape: GanShape, learningRate = 2e-4): GanStep {
  const { batch, groups, latent, conditions, width, segments, hidden } = shape
  const group = (x: Node) => reshape(x, [groups, (batch / groups) * (x.shape[1] ?? 0)])
  const condition = input('condition', [batch, conditions])
  const generator = createGenerator(shape)
  const { logits, transitions } = generator.train(input('latent', [batch, latent]))
  const fake = activate(logits, input('uniform', [batch, width]), segments)
  const critic = createCritic([(batch / groups) * width, (batch / groups) * conditions], hidden)

  const both = [
    concat([group(input('real', [batch, width])), group(stopGradient(fake))], 0),
    concat([group(input('realCondition', [batch, conditions])), group(condition)], 0),
  ]
  const criticLosses = wassersteinLosses(critic, both, groups)
  const optimiser = adam({ learningRate, betas: [0.5, 0.9], weightDecay: 1e-6 })
  const criticMemory = optimiser.init('criticAdam', critic.variables)
  const criticGradients = grad(criticLosses.total, critic.variables.map(current))
  const criticUpdate = optimiser.update(critic.variables, criticGradients, criticMemory)

  const bind = criticUpdate.updated
  const scores = critic.judge(bind, critic.enter(bind, [group(fake), group(condition)]), 'generator')
  const crossEntropy = segmentCrossEntropy(logits, input('targets', [batch, width]), segments)
  const generatorLoss = sub(crossEntropy, mean(scores))
  const generatorMemory = optimiser.init('generatorAdam', generator.variables)
  const generatorGradients = grad(generatorLoss, generator.variables.map(current))
  const generatorUpdate = optimiser.update(generator.variables, generatorGradients, generatorMemory)
  const average = movingAverage('average', generator.variables, 0.999)
  const all = [
    ...transitions,
    ...criticUpdate.transitions,
    ...generatorUpdate.transitions,
    ...average.update(generatorUpdate.updated),
  ]
  return {
    step: { state: stateOf(all), outputs: { criticLoss: criticLosses.loss, generatorLoss } },
    variables: [
      ...generator.variables,
      ...generator.statistics,
      ...critic.variables,
      ...criticMemory,
      ...generatorMemory,
      ...average.variables,
    ],
    feeds: (rng) => fillFeeds(shape, rng),
  }
}

function createGenerator({ latent, width, hidden: [first, second] }: GanShape) {
  const blocks = [
    residual('generator.block1', [latent], first),
    residual('generator.block2', [first, latent], second),
  ]
  const head = linear('generator.head', { from: [second, first, latent], to: width })
  return {
    variables: [...blocks.flatMap(({ variables }) => variables), ...head.variables],
    statistics: blocks.flatMap(({ statistics }) => statistics),
    train(x: Node) {
      const transitions: Transition[] = []
      let parts: readonly Node[] = [x]
      for (const block of blocks) {
        const trained = block.train(current, parts)
        parts = trained.parts
        transitions.push(...trained.transitions)
      }
      return { logits: head.apply(current, parts), transitions }
    },
  }
}

function createCritic(from: readonly number[], [first, second]: readonly [number, number]) {
  const entry = linear('critic.entry', { from, to: first })
  const middle = linear('critic.middle', { from: [first], to: second })
  const score = linear('critic.score', { from: [second], to: 1 })
  return {
    variables: [...entry.variables, ...middle.variables, ...score.variables],
    entryWeights: entry.variables.slice(0, from.length),
    enter: entry.apply,
    /** Scores from the first layer's pre-activation; `masks` names the feeds of its dropout masks. */
    judge(bind: Binding, h: Node, masks: string): Node {
      const [rows = 0] = h.shape
      const a = dropout(leakyRelu(h, 0.2), input(`${masks}Mask1`, [rows, first]))
      const b = leakyRelu(middle.apply(bind, [a]), 0.2)
      return score.apply(bind, [dropout(b, input(`${masks}Mask2`, [rows, second]))])
    },
  }
}

/** `both`: parts whose first half of rows is real, the second fake. `loss` is without the penalty. */
function wassersteinLosses(critic: ReturnType<typeof createCritic>, both: readonly Node[], groups: number) {
  const h = critic.enter(current, both)
  const signs = Array.from({ length: 2 * groups }, (_, i) => (i < groups ? -1 : 1) / groups)
  const loss = sum(mul(critic.judge(current, h, 'critic'), constant(signs, [2 * groups, 1])))
  const a = input('between', [groups, 1])
  const real = slice(h, { axis: 0, start: 0, end: groups })
  const fake = slice(h, { axis: 0, start: groups, end: 2 * groups })
  // The first layer is affine: what it makes of x̂ lies between what it makes of x and x̃.
  const between = add(mul(real, a), mul(fake, sub(1, a)))
  const slopes = grad(sum(critic.judge(current, between, 'penalty')), [between])
  const squares = critic.entryWeights.flatMap((weight) =>
    slopes.map((slope) => sum(square(matmul(slope, weight.node, { transposeB: true })), { axes: [1] })),
  )
  const penalty = mean(square(sub(sqrt(squares.reduce(add)), 1)))
  return { loss, total: add(loss, mul(penalty, 10)) }
}

/** Softmax noise within segments, tanh on columns outside them. */
function activate(logits: Node, uniform: Node, segments: readonly Segment[]): Node {
  const outside = new Float64Array(logits.shape[1] ?? 0).fill(1)
  for (const { start, end } of segments) outside.fill(0, start, end)
  return add(gumbelSoftmax(logits, uniform, segments, 0.2), mul(tanh(logits), constant(outside)))
}

function fillFeeds(
  { batch, groups, latent, conditions, width, segments, hidden }: GanShape,
  rng: Rng,
): Feeds {
  const filled = (size: number, fill: (rng: Rng, target: Float32Array) => void) => {
    const values = new Float32Array(size)
    fill(rng, values)
    return values
  }
  const mask = (rng: Rng, target: Float32Array) => fillDropoutMask(rng, target, 0.5)
  const oneOfEach = (parts: readonly Segment[], columns: number) => (rng: Rng, target: Float32Array) => {
    for (let row = 0; row < batch; row++) {
      for (const { start, end } of parts) target[row * columns + start + rng.integer(end - start)] = 1
    }
  }
  const [first, second] = hidden
  return {
    latent: filled(batch * latent, fillNormal),
    uniform: filled(batch * width, fillUniform),
    between: filled(groups, fillUniform),
    condition: filled(batch * conditions, oneOfEach([{ start: 0, end: conditions }], conditions)),
    realCondition: filled(batch * conditions, oneOfEach([{ start: 0, end: conditions }], conditions)),
    real: filled(batch * width, oneOfEach(segments, width)),
    targets: filled(batch * width, oneOfEach(segments, width)),
    criticMask1: filled(2 * groups * first, mask),
    criticMask2: filled(2 * groups * second, mask),
    penaltyMask1: filled(groups * first, mask),
    penaltyMask2: filled(groups * second, mask),
    generatorMask1: filled(groups * first, mask),
    generatorMask2: filled(groups * second, mask),
  }
}
