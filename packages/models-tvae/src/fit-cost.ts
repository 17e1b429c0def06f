import { type FitCost, largestLayout, type PreparedTable } from '@tabricate/core'
import { stepCost } from '@tabricate/nn'
import { effectiveBatchSize, epochsFor, type TvaeOptions } from './options.ts'
import { buildTrainingStep } from './training-step.ts'

/**
 * Notation
 *   S      numbers of the state: weights, Adam's two moments of each, the decoder's average
 *   E      numbers that one step computes
 *   memory = 4 bytes · (3 S + E / 2 + fed numbers) + the encoded table. The state is there before and after a step, and as it was
 *            read; about half of what a step computes is held at a time, for its gradients.
 */

/** What training TVAE on a prepared table takes: counted in the graph of one step. */
export function tvaeCost(prepared: PreparedTable, options: TvaeOptions): FitCost {
  const layout = largestLayout(prepared)
  const { rowCount } = prepared
  const batchSize = effectiveBatchSize(options, rowCount)
  const { step, variables } = buildTrainingStep(layout, batchSize, options, 0)
  const { stateNumbers, multiplyAdds, elements } = stepCost(step)
  const weights = variables
    .filter(({ name }) => name.startsWith('encoder.') || name.startsWith('decoder.'))
    .reduce((sum, { node }) => sum + node.shape.reduce((product, extent) => product * extent, 1), 0)
  const fed = batchSize * (layout.width + options.embeddingDim + 1)
  const steps = epochsFor(options, rowCount) * Math.ceil(rowCount / batchSize)
  const encodedBytes = 4 * rowCount * layout.spans.length
  return {
    encodedColumns: layout.width,
    parameters: weights,
    memoryBytes: 4 * (3 * stateNumbers + elements / 2 + fed) + encodedBytes,
    multiplyAdds: steps * multiplyAdds,
    elements: steps * elements,
  }
}
