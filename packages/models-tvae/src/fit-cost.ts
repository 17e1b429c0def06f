import {
  encodingElements,
  type FitCost,
  largestLayout,
  type PreparedTable,
  validationRows,
} from '@tabricate/core'
import { countNumbers, probeCount, probingElements, trainingCost } from '@tabricate/nn'
import { densityRows, densityWork, probedDensityRows } from './latent-density.ts'
import { effectiveBatchSize, epochsFor, type TvaeOptions } from './options.ts'
import { stepsPerRun } from './train.ts'
import { buildTrainingStep } from './training-step.ts'

/** What a multiplication and addition of the latent density takes, 2 ns, in numbers computed element by element meanwhile. */
const elementsADensityProduct = 3

/**
 * What training TVAE on a prepared table takes: encoding it, the steps as counted in the graph of one, and the density of latent vectors, for each
 * probe and in the end. A training that ends early (`patience`) takes less.
 */
export function tvaeCost(prepared: PreparedTable, options: TvaeOptions): FitCost {
  const layout = largestLayout(prepared)
  const heldOut = validationRows(prepared.rowCount, options.validationFraction)
  const rowCount = prepared.rowCount - heldOut
  const batchSize = effectiveBatchSize(options, rowCount)
  const epochs = epochsFor(options, prepared.rowCount)
  const { step, variables } = buildTrainingStep(layout, batchSize, options, 0)
  const { memoryBytes, multiplyAdds, elements } = trainingCost({
    step,
    steps: epochs * Math.ceil(rowCount / batchSize),
    stepsPerRun,
    fedNumbers: batchSize * (layout.width + options.embeddingDim + 1),
  })
  const probes = heldOut === 0 ? 0 : probeCount(epochs)
  const workOf = (maxRows: number) =>
    densityWork(Math.min(maxRows, rowCount), options.embeddingDim, options.latentComponents)
  const encodedBytes = 4 * prepared.rowCount * layout.spans.length
  return {
    encodedColumns: layout.width,
    parameters: countNumbers(variables, 'encoder.', 'decoder.'),
    memoryBytes: memoryBytes + encodedBytes,
    multiplyAdds,
    elements:
      elements +
      encodingElements(prepared) +
      probingElements(probes, heldOut, prepared.columns.length) +
      elementsADensityProduct * (probes * workOf(probedDensityRows) + workOf(densityRows)),
  }
}
