import { recommendModel } from '@tabricate/core'
import { loadPlugin, readTable } from '@tabricate/core/node'
import type { RecommendResult, RecommendTask } from '../jobs/child-messages.ts'
import { readSchema } from './read-schema.ts'
import type { TaskContext } from './task-context.ts'

/** Trains models on a sample of a table, with their defaults, and says which is best. */
export async function runRecommendTask(
  { tableFile, schema, models, maxRows, maxSeconds }: RecommendTask,
  { signal }: TaskContext,
): Promise<RecommendResult> {
  const table = await readTable(tableFile, {
    format: 'parquet',
    schema: readSchema(schema),
    // A quarter as many again are held out.
    sampleRows: Math.ceil(1.25 * maxRows),
    seed: 0,
  })
  const candidates = await Promise.all(
    models.map(async ({ modelUrl, modelId }) => ({
      name: modelId,
      model: (await loadPlugin(modelUrl, modelId))({}),
    })),
  )
  const {
    name,
    reason,
    candidates: judged,
  } = await recommendModel(table, {
    candidates,
    maxRows,
    maxSeconds,
    signal,
  })
  return {
    modelId: name,
    reason,
    candidates: judged.map(({ name: modelId, quality, nearerShare, fitSeconds, problem }) => ({
      modelId,
      quality,
      nearerShare,
      fitSeconds,
      problem,
    })),
  }
}
