import { access } from 'node:fs/promises'
import {
  type Alternative,
  estimateFit,
  evaluate,
  obeyingRows,
  type Report,
  type Synthesizer,
  type Table,
  tryModel,
} from '@tabricate/core'
import {
  loadCheckpoint,
  loadPlugin,
  readTable,
  saveCheckpoint,
  saveModel,
  writeFileAtomically,
  writeTable,
} from '@tabricate/core/node'
import { z } from 'zod'
import { checkpointNotice, type GenerationResult, type GenerationTask } from '../jobs/child-messages.ts'
import { neutraliseFormulas } from './neutralise-formulas.ts'
import { createPhases } from './phases.ts'
import { readSchema } from './read-schema.ts'
import type { TaskContext } from './task-context.ts'
import { cutHoldout, type Split, sampleRows } from './training-rows.ts'

/** Reports compare so many rows at most: beyond, they take longer than the training and say the same. */
const maxReportRows = 20_000

/** A simpler model that is not done by then is judged as it is. */
const simplerSeconds = 30

/** As reports keep them. */
const optionsSchema = z.record(z.string(), z.json())

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
  const { constraints, violatingRows } = task
  const real = obeyingRows(table, constraints, { violatingRows })
  const { train, holdout } = cutHoldout(real, task.holdout, task.seed)

  phases.enter('training')
  const model = plugin(task.options)
  const { seconds: estimatedSeconds } = estimateFit(train, { model, constraints })
  const resumed = await checkpoints(task, onProgress)
  const start = performance.now()
  const synthesizer = await model.fit(train, {
    seed: task.seed,
    signal,
    onProgress: phases.training,
    constraints,
    ...resumed,
  })
  const fitMs = performance.now() - start
  try {
    phases.enter('sampling')
    await writeTable(counted(synthesizer, task, signal, phases.sampled), task.outputFile, {
      format: task.outputFormat,
      force: true,
    })
    phases.enter('saving')
    await saveModel(synthesizer, task.modelFile, { force: true })
    phases.enter('reporting')
    const report = await judge(synthesizer, { train, holdout, fitMs }, task, signal)
    await writeFileAtomically(task.reportFile, [JSON.stringify(report)], { force: true })
    return {
      rows: task.rows,
      qualityScore: report.quality.score.value,
      trainingSeconds: 'checkpoint' in resumed ? null : fitMs / 1000,
      estimatedSeconds,
    }
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
  { rows, seed, conditions, ...task }: GenerationTask,
  signal: AbortSignal,
  onRows: (rows: number) => void,
): AsyncGenerator<Table> {
  let count = 0
  // Elsewhere texts are cells of their own, and nothing runs them.
  const isNeutralised = task.neutraliseFormulas && task.outputFormat === 'csv'
  for await (const chunk of synthesizer.stream(rows, { seed, where: conditions, signal })) {
    yield isNeutralised ? neutraliseFormulas(chunk) : chunk
    count += chunk.rowCount
    onRows(count)
  }
}

/** Judges as many synthetic rows as were learned, drawn without conditions. */
async function judge(
  synthesizer: Synthesizer,
  { train, holdout, fitMs }: Split & { readonly fitMs: number },
  { seed, target, modelId, options, software, simpler }: GenerationTask,
  signal: AbortSignal,
): Promise<Report> {
  const real = sampleRows(train, maxReportRows, seed)
  const synthetic = await synthesizer.sample(real.rowCount, { seed, signal })
  const alternatives = await trySimpler(simpler, real, seed, signal)
  return evaluate({
    real,
    synthetic,
    ...(holdout && { holdout }),
    ...(target !== null && { target }),
    origin: {
      model: modelId,
      options: optionsSchema.parse(options),
      seed,
      threads: 1,
      software,
      fitMs,
      ...(alternatives.length > 0 && { alternatives }),
    },
    seed,
    signal,
  })
}

async function trySimpler(
  simpler: GenerationTask['simpler'],
  real: Table,
  seed: number,
  signal: AbortSignal,
): Promise<Alternative[]> {
  if (simpler === null) return []
  const model = (await loadPlugin(simpler.modelUrl, simpler.modelId))({})
  const tried = await tryModel({ name: simpler.modelId, model }, real, {
    seed,
    signal,
    maxSeconds: simplerSeconds,
  })
  return tried === null ? [] : [tried]
}
