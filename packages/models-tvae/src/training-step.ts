import { type SpanLayout, scalarMask, softmaxRanges } from '@tabricate/core'
import {
  adam,
  add,
  constant,
  current,
  div,
  exp,
  grad,
  input,
  log,
  movingAverage,
  mul,
  type Node,
  type Step,
  segmentLogSoftmax,
  square,
  stateOf,
  sub,
  sum,
  tanh,
  type Variable,
} from '@tabricate/nn'
import { clamp, createDecoder, createEncoder } from './networks.ts'
import type { TvaeOptions } from './options.ts'

/**
 * Notation
 *   x    encoded rows [B, W];  r   the decoder's output;  σ   deviations of scalars
 *   w    weight of each row [B, 1]: 1 / rows of the batch, 0 for rows that fill up a last, smaller batch
 *   R    Σ w · ( Σ_scalars (x − tanh r)² / 2σ² + log σ  −  Σ_spans log softmax(r)[category] )
 *   KL   −½ Σ w · (1 + s − μ² − eˢ)
 *   L    lossFactor · R + KL
 * D. P. Kingma, M. Welling, "Auto-Encoding Variational Bayes", ICLR 2014, with the likelihood of arXiv 1907.00503, section 4.5.
 */

/** Bounds of σ after every update. */
const minDeviation = 0.01
const maxDeviation = 1

/** Name of the moving average of both networks' weights. */
export const averageName = 'average'

export const feedNames = { rows: 'rows', noise: 'noise', weights: 'weights' } as const

export interface TrainingStep {
  readonly step: Step
  readonly variables: readonly Variable[]
}

/** @param averageDecay decay of the weights' moving average; 0 = the average is the last weights */
export function buildTrainingStep(
  layout: SpanLayout,
  batchSize: number,
  options: TvaeOptions,
  averageDecay: number,
): TrainingStep {
  const { embeddingDim } = options
  const encoder = createEncoder(layout.width, options.compressDims, embeddingDim)
  const decoder = createDecoder(embeddingDim, options.decompressDims, layout.width)
  const parameters = [...encoder.variables, ...decoder.variables]

  const rows = input(feedNames.rows, [batchSize, layout.width])
  const weights = input(feedNames.weights, [batchSize, 1])
  const { mean, logVariance } = encoder.apply(current, rows)
  const deviation = exp(mul(logVariance, 0.5))
  const latent = add(mean, mul(deviation, input(feedNames.noise, [batchSize, embeddingDim])))
  const output = decoder.apply(current, latent)

  const reconstruction = sum(mul(surprise(layout, rows, output, decoder.deviations.node), weights))
  const divergence = sum(
    mul(sub(sub(add(logVariance, 1), square(mean)), square(deviation)), mul(weights, -0.5)),
  )
  const loss = add(mul(reconstruction, options.lossFactor), divergence)

  const optimiser = adam({ learningRate: options.lr, weightDecay: options.l2scale })
  const memory = optimiser.init('adam', parameters)
  const update = optimiser.update(
    parameters,
    grad(
      loss,
      parameters.map(({ node }) => node),
    ),
    memory,
  )
  const bounded = clamp(update.updated(decoder.deviations), minDeviation, maxDeviation)
  const average = movingAverage(averageName, parameters, averageDecay)
  const averaged = average.update((variable) =>
    variable === decoder.deviations ? bounded : update.updated(variable),
  )
  const moved = update.transitions.map((transition) =>
    transition.value === decoder.deviations.node ? { ...transition, next: bounded } : transition,
  )
  return {
    step: { state: stateOf([...moved, ...averaged]), outputs: { loss } },
    variables: [...parameters, ...memory, ...average.variables],
  }
}

/** Negative log-likelihood of each encoded column [B, W], without the constant of the normal density. */
function surprise(layout: SpanLayout, rows: Node, output: Node, deviations: Node): Node {
  const mask = constant(scalarMask(layout))
  const scaled = div(square(sub(rows, tanh(output))), mul(square(deviations), 2))
  const ofScalars = mul(add(scaled, log(deviations)), mask)
  const segments = softmaxRanges(layout)
  return segments.length === 0
    ? ofScalars
    : sub(ofScalars, mul(mul(rows, sub(1, mask)), segmentLogSoftmax(output, segments)))
}
