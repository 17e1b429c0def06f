import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { DatasetRepository } from '../database/repositories/dataset-repository.ts'
import type { GenerationRepository } from '../database/repositories/generation-repository.ts'
import type { JobRepository } from '../database/repositories/job-repository.ts'
import { describeError, type Logger } from '../logger.ts'
import { notFound, ServiceError } from '../service-error.ts'
import { fileSha256 } from '../services/file-sha256.ts'
import { type ManifestSigner, signManifest } from '../services/manifest.ts'
import { type CatalogModel, type ModelCatalog, softwareOf } from '../services/model-catalog.ts'
import { writeArchive } from '../services/result-archive.ts'
import { type GenerationTask, isCheckpointNotice } from './child-messages.ts'
import { type RunnerDependencies, refused } from './profile-runner.ts'
import { runChild } from './run-child.ts'
import { taskResults } from './task-results.ts'
import { createTrainingCheckpoints, removeCheckpoints } from './training-checkpoints.ts'
import type { JobRunner } from './worker.ts'

export interface GenerationRunnerDependencies extends RunnerDependencies {
  readonly datasets: DatasetRepository
  readonly generations: GenerationRepository
  readonly jobs: JobRepository
  readonly catalog: ModelCatalog
  readonly signer: ManifestSigner
  readonly maxTrainingRows: number
  /** The state of a training is kept this often. */
  readonly checkpointMs: number
  readonly logger: Logger
}

/** Trains a model, samples, judges, and stores what came of it. */
export function createGenerationRunner(dependencies: GenerationRunnerDependencies): JobRunner {
  const { store, scratch, datasets, generations, catalog, jobs, logger } = dependencies
  const onError = (error: unknown) =>
    logger({
      level: 'WARNING',
      module: 'worker',
      message: 'Keeping the state of a training failed',
      metadata: describeError(error),
    })

  return {
    async run(job, { signal, onProgress }) {
      const order = await generations.byJob(job.id)
      if (order === undefined) throw notFound('generation')
      const dataset =
        order.dataset_id === null ? undefined : await datasets.ofOwner(order.owner_id, order.dataset_id)
      const details = dataset === undefined ? undefined : await datasets.details(dataset.id)
      if (dataset === undefined || details === undefined || dataset.table_key === null)
        throw new ServiceError('NOT_FOUND', 'The dataset is gone.')
      const tableKey = dataset.table_key
      const model = catalog.find(order.model_type)
      if (model === undefined)
        throw new ServiceError('UNAVAILABLE', `No model "${order.model_type}" is installed.`)

      return scratch.withFolder(async (folder) => {
        const tableFile = join(folder, 'table.parquet')
        const outputFile = join(folder, `synthetic.${order.output_format}`)
        const reportFile = join(folder, 'report.json')
        const modelFile = join(folder, 'model.tabricate')
        const checkpointFile = join(folder, 'checkpoint')
        const checkpoints = createTrainingCheckpoints(job, { jobs, store, onError })
        await pipeline((await store.get(tableKey)).body, createWriteStream(tableFile), { signal })
        await checkpoints.fetch(checkpointFile)
        const { result, peakMemoryBytes } = await runChild({
          entry: dependencies.childEntry,
          task: {
            kind: 'generation',
            tableFile,
            schema: details.schema,
            modelUrl: model.url,
            modelId: model.id,
            options: order.options,
            simpler: simplerThan(model, catalog),
            maxTrainingRows: dependencies.maxTrainingRows,
            seed: order.seed,
            holdout: order.holdout,
            target: order.target,
            conditions: order.conditions,
            constraints: order.constraints,
            violatingRows: order.violating_rows,
            neutraliseFormulas: order.neutralise_formulas,
            software: softwareOf(model),
            rows: order.sample_size,
            outputFormat: order.output_format,
            outputFile,
            reportFile,
            modelFile,
            checkpointFile,
            checkpointMs: dependencies.checkpointMs,
          },
          result: taskResults.generation,
          memoryMb: dependencies.memoryMb,
          signal,
          onProgress: (progress) => {
            if (isCheckpointNotice(progress)) checkpoints.keep(checkpointFile)
            else onProgress(progress)
          },
        })
          .catch(refused)
          .finally(checkpoints.settle)

        const resultFile = order.include_metadata ? join(folder, 'result.zip') : outputFile
        const origin = { order, dataset, software: softwareOf(model), createdAt: dependencies.now() }
        const archived = order.include_metadata
          ? await writeArchive(
              resultFile,
              { ...origin, details, outputFile, reportFile },
              dependencies.signer,
            )
          : null
        const { sha256, sizeBytes } = await fileSha256(resultFile)
        const data = { name: `synthetic-${order.id}.${order.output_format}`, sha256, sizeBytes }
        const signed = archived ?? signManifest({ ...origin, files: [data] }, dependencies.signer)
        const base = `${order.owner_id}/generations/${order.id}.${job.attempt}`
        const keys = { result: `${base}.result`, report: `${base}.report.json`, model: `${base}.tabricate` }
        const discard = () => store.delete(Object.values(keys))
        const sizes = { report: 0, model: 0 }
        try {
          await store.put(keys.result, createReadStream(resultFile))
          sizes.report = await store.put(keys.report, createReadStream(reportFile))
          sizes.model = await store.put(keys.model, createReadStream(modelFile))
        } catch (error) {
          await discard()
          throw error
        }
        return {
          peakMemoryBytes,
          discard,
          tidy: checkpoints.remove,
          async commit() {
            await generations.setResult(order.id, {
              result_key: keys.result,
              result_size_bytes: sizeBytes,
              result_sha256: sha256,
              result_rows: result.rows,
              report_key: keys.report,
              report_size_bytes: sizes.report,
              model_key: keys.model,
              model_size_bytes: sizes.model,
              manifest: signed.manifest,
              manifest_signature: signed.signature,
              quality_score: result.qualityScore,
              training_seconds: result.trainingSeconds,
              estimated_seconds: result.estimatedSeconds,
            })
          },
        }
      })
    },
    // What is told of a failure stands in the job's own row.
    fail: async () => undefined,
    clear: (job) => removeCheckpoints(store, job),
  }
}

/** A model that is trained in seconds, to say in the report of a slow one what it reaches. */
function simplerThan(model: CatalogModel, catalog: ModelCatalog): GenerationTask['simpler'] {
  const simpler = model.hasEpochs ? catalog.models.find(({ hasEpochs }) => !hasEpochs) : undefined
  return simpler === undefined ? null : { modelUrl: simpler.url, modelId: simpler.id }
}
