import { estimateFit } from '@tabricate/core'
import { loadPlugin, readTable } from '@tabricate/core/node'
import type { EstimateResult, EstimateTask } from '../jobs/child-messages.ts'
import { readSchema } from './read-schema.ts'

/** What training a model would take, by core's count of its operations. */
export async function runEstimateTask(task: EstimateTask): Promise<EstimateResult> {
  const plugin = await loadPlugin(task.modelUrl, task.modelId)
  const table = await readTable(task.tableFile, {
    format: 'parquet',
    schema: readSchema(task.schema),
    sampleRows: task.maxTrainingRows,
    seed: 0,
  })
  const { options, constraints, violatingRows } = task
  const { seconds, memoryBytes } = estimateFit(table, { model: plugin(options), constraints, violatingRows })
  return { seconds, memoryBytes: memoryBytes + process.memoryUsage.rss() }
}
