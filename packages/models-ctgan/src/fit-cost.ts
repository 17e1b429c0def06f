import { type FitCost, largestLayout, type PreparedTable } from '@tabricate/core'
import { stepCost } from '@tabricate/nn'
import { countConditions } from './condition-sampler.ts'
import { type CtganOptions, epochShape } from './options.ts'
import { buildTrainingStep } from './training-step.ts'

/**
 * Notation
 *   W, C   encoded columns, width of the condition vector;  B  rows of a batch
 *   S      numbers of the state: weights, Adam's two moments of each, the generator's average
 *   E      numbers that one step computes
 *   memory = 4 bytes · (3 S + E / 2 + fed numbers) + the encoded table. The state is there before and after a step, and as it was
 *            read; about half of what a step computes is held at a time, for its gradients.
 */

/** What training CTGAN on a prepared table takes: counted in the graph of one step. */
export function ctganCost(prepared: PreparedTable, options: CtganOptions): FitCost {
  const layout = largestLayout(prepared)
  const { width: conditionWidth } = countConditions(prepared.columns)
  const { pac, embeddingDim, discriminatorDims, discriminatorSteps } = options
  const { batchSize, stepsPerEpoch } = epochShape(options, prepared.rowCount)
  const shape = {
    batchSize,
    pac,
    width: layout.width,
    conditionWidth,
    embeddingDim,
    discriminatorDims,
    discriminatorSteps,
    scheduled: options.lrSchedule !== 'constant',
  }
  const { step, variables } = buildTrainingStep(layout, shape, options, 0)
  const { stateNumbers, multiplyAdds, elements } = stepCost(step)
  const weights = variables
    .filter(({ name }) => name.startsWith('generator.') || name.startsWith('critic.'))
    .reduce((sum, { node }) => sum + node.shape.reduce((product, extent) => product * extent, 1), 0)
  const fed = discriminatorSteps * batchSize * (2 * layout.width + 2 * conditionWidth + embeddingDim)
  const steps = options.epochs * stepsPerEpoch
  const encodedBytes = 4 * prepared.rowCount * layout.spans.length
  return {
    encodedColumns: layout.width,
    parameters: weights,
    memoryBytes: 4 * (3 * stateNumbers + elements / 2 + fed) + encodedBytes,
    multiplyAdds: steps * multiplyAdds,
    elements: steps * elements,
  }
}
