import {
  encodingElements,
  type FitCost,
  largestLayout,
  type PreparedTable,
  validationRows,
} from '@tabricate/core'
import { countNumbers, probeCount, probingElements, trainingCost } from '@tabricate/nn'
import { countConditions } from './condition-sampler.ts'
import { type CtganOptions, epochShape } from './options.ts'
import { calibratedRows } from './row-source.ts'
import { stepsPerRun } from './train.ts'
import { buildTrainingStep } from './training-step.ts'

/**
 * What training CTGAN on a prepared table takes: encoding it, the steps as counted in the graph of one, and the rows that are drawn for batch-norm
 * statistics, for each probe and in the end. A training that ends early (`patience`) takes less.
 */
export function ctganCost(prepared: PreparedTable, options: CtganOptions): FitCost {
  const layout = largestLayout(prepared)
  const { width: conditionWidth } = countConditions(prepared.columns)
  const { pac, embeddingDim, discriminatorDims, discriminatorSteps } = options
  const heldOut = validationRows(prepared.rowCount, options.validationFraction)
  const { batchSize, stepsPerEpoch } = epochShape(options, prepared.rowCount - heldOut)
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
  const { memoryBytes, multiplyAdds, elements } = trainingCost({
    step,
    steps: options.epochs * stepsPerEpoch,
    stepsPerRun: stepsPerRun(options, batchSize),
    fedNumbers: discriminatorSteps * batchSize * (2 * layout.width + 2 * conditionWidth + embeddingDim),
  })
  const probes = heldOut === 0 ? 0 : probeCount(options.epochs)
  const drawnRows = (probes + 1) * calibratedRows + probes * heldOut
  const encodedBytes = 4 * prepared.rowCount * layout.spans.length
  return {
    encodedColumns: layout.width,
    parameters: countNumbers(variables, 'generator.', 'critic.'),
    memoryBytes: memoryBytes + encodedBytes,
    multiplyAdds: multiplyAdds + drawnRows * countNumbers(variables, 'generator.'),
    elements:
      elements + encodingElements(prepared) + probingElements(probes, heldOut, prepared.columns.length),
  }
}
