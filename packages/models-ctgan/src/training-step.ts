import { type SpanLayout, scalarMask, softmaxRanges } from '@tabricate/core'
import {
  adam,
  add,
  type Binding,
  concat,
  constant,
  current,
  grad,
  input,
  matmul,
  mean,
  movingAverage,
  mul,
  type Node,
  neg,
  reshape,
  type Segment,
  type Step,
  segmentCrossEntropy,
  slice,
  sqrt,
  square,
  stateOf,
  stopGradient,
  sub,
  sum,
  type Transition,
  type Variable,
} from '@tabricate/nn'
import { type Activation, activate, type Critic, createCritic, createGenerator } from './networks.ts'
import type { CtganOptions } from './options.ts'
import { feedNames, type StepShape } from './step-feeds.ts'

/**
 * Notation
 *   B, G, W, C, Z   as in step-feeds.ts; a group is pac rows side by side
 *   x, x̃, x̂         real, fake and interpolated groups, x̂ = a x + (1 − a) x̃ with one a ~ U(0, 1) a group
 *   D               critic;  L_D = mean D(x̃) − mean D(x) + 10 · mean (‖∇D(x̂)‖₂ − 1)²
 *   L_G             −mean D(x̃) + cross-entropy of the conditions
 * arXiv 1907.00503 section 4.4, arXiv 1704.00028 algorithm 1, arXiv 1712.04086 (pac).
 *
 * Against the paper, none of which changes a gradient's expectation: the fake batch is a constant while the critic is updated; the
 * generator is updated on the critic's last fake batch, which saves a forward pass; and the first layer, being affine, is not
 * applied to x̂ but interpolated: W x̂ + b = a (W x + b) + (1 − a)(W x̃ + b).
 */

const penaltyWeight = 10

/** Name of the moving average of the generator's weights. */
export const averageName = 'average'

/** A compiled-to-be training step and the variables that it moves. */
export interface TrainingStep {
  readonly step: Step
  /** All variables of the state, for their starting values. */
  readonly variables: readonly Variable[]
}

/** What the generator's output is made of. */
export function activationOf(layout: SpanLayout): Activation {
  return { segments: softmaxRanges(layout), scalars: constant(scalarMask(layout)) }
}

/** @param averageDecay decay of the generator's moving average; 0 = the average is the last weights */
export function buildTrainingStep(
  layout: SpanLayout,
  shape: StepShape,
  options: CtganOptions,
  averageDecay: number,
): TrainingStep {
  const { batchSize, pac, width, conditionWidth, embeddingDim, discriminatorDims, discriminatorSteps } = shape
  const latentWidth = embeddingDim + conditionWidth
  const groups = batchSize / pac
  const activation = activationOf(layout)
  const generator = createGenerator(latentWidth, options.generatorDims, width)
  const groupWidths = [pac * width, pac * conditionWidth].filter((each) => each > 0)
  const critic = createCritic(groupWidths, discriminatorDims)

  const rateNow = input(feedNames.rate, [1])
  const scheduled = (rate: number) => (shape.scheduled ? mul(rateNow, rate) : rate)
  const criticOptimiser = adam({
    learningRate: scheduled(options.discriminatorLr),
    betas: [0.5, 0.9],
    weightDecay: options.discriminatorDecay,
  })
  const criticMemory = criticOptimiser.init('critic-adam', critic.variables)
  let criticBinding: Binding = current
  let criticTransitions: readonly Transition[] = []
  let criticLoss: Node = constant(0)
  let fake: FakeBatch | undefined

  for (let i = 0; i < discriminatorSteps; i++) {
    const latent = input(feedNames.latent(i), [batchSize, latentWidth])
    const { logits } = generator.train(current, latent)
    const rows = activate(logits, input(feedNames.uniform(i), [batchSize, width]), activation)
    const conditions =
      conditionWidth === 0 ? [] : [slice(latent, { axis: 1, start: embeddingDim, end: latentWidth })]
    fake = { logits, rows, conditions }

    const real = [
      input(feedNames.real(i), [batchSize, width]),
      ...(conditionWidth === 0 ? [] : [input(feedNames.realCondition(i), [batchSize, conditionWidth])]),
    ]
    const { loss, total } = criticLosses(critic, criticBinding, {
      real: toGroups(real, groups),
      fake: toGroups([stopGradient(rows), ...conditions], groups),
      mix: input(feedNames.mix(i), [groups, 1]),
      masks: discriminatorDims.map((dim, layer) => input(feedNames.criticMask(i, layer), [2 * groups, dim])),
      penaltyMasks: discriminatorDims.map((dim, layer) =>
        input(feedNames.penaltyMask(i, layer), [groups, dim]),
      ),
    })
    const update = criticOptimiser.update(
      critic.variables,
      grad(total, critic.variables.map(criticBinding)),
      criticMemory,
      criticBinding,
    )
    criticBinding = update.updated
    criticTransitions = update.transitions
    criticLoss = loss
  }

  const { loss: generatorLoss, total: generatorTotal } = generatorLosses(critic, criticBinding, fake, {
    groups,
    masks: discriminatorDims.map((dim, layer) => input(feedNames.generatorMask(layer), [groups, dim])),
    categories: softmaxRanges(layout, 'category'),
  })
  const generatorOptimiser = adam({
    learningRate: scheduled(options.generatorLr),
    betas: [0.5, 0.9],
    weightDecay: options.generatorDecay,
  })
  const generatorMemory = generatorOptimiser.init('generator-adam', generator.variables)
  const generatorUpdate = generatorOptimiser.update(
    generator.variables,
    grad(
      generatorTotal,
      generator.variables.map(({ node }) => node),
    ),
    generatorMemory,
  )
  const average = movingAverage(averageName, generator.variables, averageDecay)

  return {
    step: {
      state: stateOf([
        ...criticTransitions,
        ...generatorUpdate.transitions,
        ...average.update(generatorUpdate.updated),
      ]),
      outputs: { critic: criticLoss, generator: generatorLoss },
    },
    variables: [
      ...generator.variables,
      ...critic.variables,
      ...criticMemory,
      ...generatorMemory,
      ...average.variables,
    ],
  }
}

interface FakeBatch {
  readonly logits: Node
  readonly rows: Node
  readonly conditions: readonly Node[]
}

/** [B, w] → [G, pac · w] for each part: the rows of a group side by side. */
function toGroups(parts: readonly Node[], groups: number): Node[] {
  return parts.map((part) => {
    const [rows = 0, width = 0] = part.shape
    return reshape(part, [groups, (rows / groups) * width])
  })
}

interface CriticBatch {
  readonly real: readonly Node[]
  readonly fake: readonly Node[]
  readonly mix: Node
  readonly masks: readonly Node[]
  readonly penaltyMasks: readonly Node[]
}

/** `loss` is what is reported (without the penalty), `total` what is minimised. */
function criticLosses(critic: Critic, bind: Binding, batch: CriticBatch): { loss: Node; total: Node } {
  const { mix } = batch
  const [groups = 0] = mix.shape
  // Real and fake groups in one product: its weights are read once.
  const both = batch.real.map((part, i) => concat([part, batch.fake[i] ?? part], 0))
  const pre = critic.first(bind, both)
  const scores = critic.rest(bind, pre, batch.masks)
  const signs = constant(
    Array.from({ length: 2 * groups }, (_, row) => (row < groups ? -1 : 1) / groups),
    [2 * groups, 1],
  )
  const loss = sum(mul(scores, signs))

  const preReal = slice(pre, { axis: 0, start: 0, end: groups })
  const preFake = slice(pre, { axis: 0, start: groups, end: 2 * groups })
  const preMixed = add(mul(preReal, mix), mul(preFake, sub(1, mix)))
  const mixedScores = critic.rest(bind, preMixed, batch.penaltyMasks)
  const [slopes = preMixed] = grad(sum(mixedScores), [preMixed])
  const squaredNorms = critic.firstWeights
    .map((weight) =>
      sum(square(matmul(slopes, bind(weight), { transposeB: true })), { axes: [1], keepDims: true }),
    )
    .reduce(add)
  // The root's derivative is infinite at 0, where a dead critic would be.
  const penalty = mul(mean(square(sub(sqrt(add(squaredNorms, 1e-12)), 1))), penaltyWeight)
  return { loss, total: add(loss, penalty) }
}

/** `loss` is the critic's part, `total` has the conditions' cross-entropy added. */
function generatorLosses(
  critic: Critic,
  bind: Binding,
  fake: FakeBatch | undefined,
  { groups, masks, categories }: { groups: number; masks: readonly Node[]; categories: readonly Segment[] },
): { loss: Node; total: Node } {
  if (fake === undefined) return { loss: constant(0), total: constant(0) }
  const pre = critic.first(bind, toGroups([fake.rows, ...fake.conditions], groups))
  const loss = neg(mean(critic.rest(bind, pre, masks)))
  if (fake.conditions.length === 0) return { loss, total: loss }
  const target = input(feedNames.target, fake.logits.shape)
  return { loss, total: add(loss, segmentCrossEntropy(fake.logits, target, categories)) }
}
