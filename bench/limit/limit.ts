import { estimateFit, type Table } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { openContestant } from '../harness/contestant.ts'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { watchOtherWork } from '../harness/other-work.ts'
import { isJsonObject, numberAt } from '../harness/protocol.ts'
import { median } from '../harness/summary.ts'
import { adultTrainingFile } from '../harness/training-rows.ts'
import { models } from '../ours/models.ts'
import { limitResult, type StepFigures } from './limit-result.ts'
import { peerProductRate, productRate } from './product-rate.ts'

const stepsATurn = 65
const turns = 3

/** `limit`: how fast one thread multiplies matrices, by the models' runtime and by Python's packages, and how near a training step comes to it. */
export async function limit(): Promise<void> {
  const ours = openContestant('ours', 1)
  try {
    const csv = adultTrainingFile()
    await ours.ask({ command: 'load', path: csv })
    const table = await readTable(csv)
    const products = new Map(['ctgan', 'tvae'].map((model) => [model, multiplyAddsOf(model, table)]))
    const { result: steps, otherWork } = await watchOtherWork(ours, async () => {
      const figures: StepFigures[] = []
      for (const [model, multiplyAdds] of products) {
        const milliseconds: number[] = []
        for (let turn = 0; turn < turns; turn++) {
          const reply = await ours.ask({
            command: 'steps',
            model,
            options: { validationFraction: 0 },
            threads: 1,
            seed: 0,
            count: stepsATurn,
          })
          milliseconds.push(numberAt(reply, 'milliseconds'))
        }
        figures.push({
          model,
          milliseconds: median(milliseconds),
          multiplyAdds,
        })
      }
      return figures
    })
    const peer = peerProductRate()
    const measured = {
      ours: await productRate(1024, 1024, 2),
      oursSmall: await productRate(200, 128, 200),
      peer: peer.rate,
      peerName: peer.name,
    }
    console.log(measured, steps)
    limitResult.write({
      limit: measured,
      steps,
      otherWork,
      machine: describeMachine(),
      commit: describeCommit(),
      measuredAt: new Date().toISOString(),
    })
  } finally {
    await ours.close()
  }
}

/** Of one step: what an epoch more adds to a fit, over the steps of an epoch. */
function multiplyAddsOf(name: string, table: Table): number {
  const ofEpochs = (epochs: number) => {
    const model = models[name]?.({ epochs, validationFraction: 0 })
    if (model === undefined) throw new Error(`There is no model "${name}".`)
    // At a rate of 1, and nothing for all that is no product, seconds are multiplications with an addition.
    const { seconds } = estimateFit(table, { model, multiplyAddsPerSecond: 1, elementsPerSecond: Infinity })
    const batchSize = isJsonObject(model.options) ? model.options.batchSize : undefined
    if (typeof batchSize !== 'number') throw new Error(`The model "${name}" has no batches.`)
    return { seconds, steps: Math.floor(table.rowCount / batchSize) }
  }
  const [one, two] = [ofEpochs(1), ofEpochs(2)]
  return (two.seconds - one.seconds) / one.steps
}
