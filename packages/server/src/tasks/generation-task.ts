import { access } from 'node:fs/promises'
import { evaluate, type Report, type Synthesizer, type Table } from '@tabricate/core'
import {
  loadCheckpoint,
  loadPlugin,
  readTable,
  saveCheckpoint,
  saveModel,
  writeFileAtomically,
  writeTable,
} from '@tabricate/core/node'
import { checkpointNotice, type GenerationResult, type GenerationTask } from '../jobs/child-messages.ts'
import { createPhases } from './phases.ts'
import { readSchema } from './read-schema.ts'
import type { TaskContext } from './task-context.ts'
import { cutHoldout, sampleRows } from './training-rows.ts'

/** Reports compare so many rows at most: beyond, they take longer than the training and say the same. */
const maxReportRows = 20_000

/** Trains a model, samples, and judges the result. */
export async function runGenerationTask(
  task: GenerationTask,
  { signal, onProgress }: TaskContext,
): Promise<GenerationResult> {
  const phases = createPhases(onProgress)
  phases.enter('preparing')
  const plugin = await loadPlugin(task.modelUrl, task.modelId)
  const table = await readTable(task.tableFile, {
    format: 'parquet',
    schema: readSchema(task.schema),
    sampleRows: task.maxTrainingRows,
    seed: task.seed,
  })
  const { train, holdout } = cutHoldout(table, task.holdout, task.seed)

  phases.enter('training')
  const synthesizer = await plugin(task.options).fit(train, {
    seed: task.seed,
    signal,
    onProgress: phases.training,
    ...(await checkpoints(task, onProgress)),
  })
  try {
    phases.enter('sampling')
    await writeTable(counted(synthesizer, task, signal, phases.sampled), task.outputFile, {
      format: task.outputFormat,
      force: true,
    })
    phases.enter('saving')
    await saveModel(synthesizer, task.modelFile, { force: true })
    phases.enter('reporting')
    const report = await judge(synthesizer, train, holdout, task, signal)
    await writeFileAtomically(task.reportFile, [JSON.stringify(report)], { force: true })
    return { rows: task.rows, qualityScore: report.quality.score.value }
  } finally {
    await synthesizer.dispose()
  }
}

/** Goes on where an attempt before this one was cut off, and keeps the state for one after it. */
async function checkpoints(
  { checkpointFile: file, checkpointMs }: GenerationTask,
  onProgress: TaskContext['onProgress'],
) {
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  let lastAt = performance.now()
  return {
    ...(isThere && { checkpoint: await loadCheckpoint(file) }),
    async onCheckpoint(_epoch: number, checkpoint: () => Parameters<typeof saveCheckpoint>[0]) {
      if (performance.now() - lastAt < checkpointMs) return
      await saveCheckpoint(checkpoint(), file)
      onProgress(checkpointNotice)
      lastAt = performance.now()
    },
  }
}

async function* counted(
  synthesizer: Synthesizer,
  { rows, seed, conditions }: GenerationTask,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): AsyncGenerator<Table> {
  let count = 0
  for await (const chunk of synthesizer.stream(rows, { seed, where: conditions, signal })) {
    yield chunk
    count += chunk.rowCount
    onRows(count)
  }
}

/** Judges as many synthetic rows as were learned, drawn without conditions. */
async function judge(
  synthesizer: Synthesizer,
  train: Table,
  holdout: Table | undefined,
  { seed, target }: GenerationTask,
  signal: AbortSignal,
): Promise<Report> {
  const real = sampleRows(train, maxReportRows, seed)
  const synthetic = await synthesizer.sample(real.rowCount, { seed, signal })
  return evaluate({
    real,
    synthetic,
    ...(holdout && { holdout }),
    ...(target !== null && { target }),
    seed,
    signal,
  })
}
