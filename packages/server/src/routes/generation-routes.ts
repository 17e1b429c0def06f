import { json } from 'node:stream/consumers'
import { formatReportHtml, reportSchema } from '@tabricate/core/report'
import { conditionsSchema, generationContracts, progressSchema } from '../contracts/generation.ts'
import type { GenerationWithJob } from '../database/repositories/generation-repository.ts'
import type { JobRepository } from '../database/repositories/job-repository.ts'
import { readRange } from '../http/byte-range.ts'
import { defineRoute, type FileResult, type Route } from '../http/route.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import { ServiceError, throwValidation } from '../service-error.ts'
import { followJob } from '../services/generation-events.ts'
import type { Generations, SucceededGeneration } from '../services/generations.ts'
import type { ModelCatalog } from '../services/model-catalog.ts'
import { presentConstraints } from '../services/present-constraints.ts'
import { readConditions } from './read-conditions.ts'

export interface GenerationRouteDependencies {
  readonly generations: Generations
  readonly catalog: ModelCatalog
  readonly jobs: JobRepository
  readonly store: ObjectStore
  readonly now: () => Date
}

/** Signed addresses of results live this long. */
const urlSeconds = 600

/** A report's page needs its own styles and nothing else. */
const reportPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

export function generationRoutes(dependencies: GenerationRouteDependencies): readonly Route[] {
  const { generations, catalog, jobs, store, now } = dependencies
  const present = (row: GenerationWithJob) => presentGeneration(row, catalog)
  return [
    defineRoute(generationContracts.startGeneration, async ({ identity, body }) => {
      const row = await generations.start(identity.user, {
        datasetId: body.dataset_id,
        modelConfig: {
          model_type: body.model_type,
          ...(body.epochs !== undefined && { epochs: body.epochs }),
        },
        sampleSize: body.sample_size,
        optimization: null,
        outputFormat: body.output_format,
        includeMetadata: false,
        reportLanguage: 'en',
        conditions: {},
        constraints: [],
        violatingRows: 'refuse',
        neutraliseFormulas: false,
        holdout: 0.2,
        apiVersion: 1,
      })
      return { data: present(row) }
    }),
    defineRoute(generationContracts.listGenerations, async ({ identity, query }) => {
      const { limit, offset, sort, status: state, dataset_id: datasetId } = query
      const { items, total } = await generations.list(identity.user, {
        limit,
        offset,
        sort,
        state,
        datasetId,
      })
      return { data: { items: items.map(present), total, limit, offset } }
    }),
    defineRoute(generationContracts.getGeneration, async ({ identity, params }) => ({
      data: present(await generations.get(identity.user, params.id)),
    })),
    defineRoute(generationContracts.downloadGeneration, async ({ identity, params, query, header }) => {
      const row = await generations.getResult(identity.user, params.id)
      if (query.as === 'stream') return streamResult(row, header('range'))
      const fileName = resultFileName(row)
      const url = await store.signedUrl(row.result_key, { expiresInSeconds: urlSeconds, fileName })
      if (query.as === 'redirect') return { redirect: url }
      const expiresAt = new Date(now().getTime() + urlSeconds * 1000).toISOString()
      return { data: { url, expires_at: expiresAt, file_name: fileName } }
    }),
    defineRoute(generationContracts.deleteGeneration, async ({ identity, params }) => ({
      data: { id: params.id, outcome: await generations.remove(identity.user, params.id) },
    })),
    defineRoute(generationContracts.getReport, async ({ identity, params, query }) => {
      const report = reportSchema.parse(await json(await generations.report(identity.user, params.id)))
      return query.format === 'json'
        ? { data: report }
        : {
            text: formatReportHtml(report, { language: query.language }),
            mediaType: 'text/html',
            contentPolicy: reportPolicy,
          }
    }),
    defineRoute(generationContracts.getManifest, async ({ identity, params }) => {
      const { manifest, manifest_signature: signature } = await generations.getResult(
        identity.user,
        params.id,
      )
      if (manifest === null || signature === null)
        throw new ServiceError('CONFLICT', 'The result is older than manifests are.')
      return { text: JSON.stringify({ manifest, signature }), mediaType: 'application/json' }
    }),
    defineRoute(generationContracts.streamRows, async ({ identity, params, query, signal }) => ({
      body: await generations.streamRows(
        identity.user,
        params.id,
        {
          rows: query.rows,
          format: query.format,
          seed: query.seed,
          conditions: readWhereText(query.where),
          neutraliseFormulas: query.neutralise_formulas === 'true',
        },
        signal,
      ),
      mediaType: query.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
    })),
    defineRoute(generationContracts.followGeneration, async ({ identity, params, header, signal }) => {
      const { job_id } = await generations.get(identity.user, params.id)
      const lastId = Number(header('last-event-id') ?? 0)
      const events = followJob(jobs, job_id, Number.isSafeInteger(lastId) && lastId > 0 ? lastId : 0, signal)
      return { events }
    }),
  ]

  async function streamResult(
    row: SucceededGeneration,
    rangeHeader: string | undefined,
  ): Promise<FileResult> {
    const range = readRange(rangeHeader, row.result_size_bytes ?? 0)
    const { body, sizeBytes } = await store.get(row.result_key, range ?? undefined)
    return {
      body,
      sizeBytes,
      mediaType: mediaTypeOf(row),
      fileName: resultFileName(row),
      ...(range && { range }),
    }
  }
}

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
} as const

function mediaTypeOf(row: GenerationWithJob): string {
  return row.include_metadata ? 'application/zip' : mediaTypes[row.output_format]
}

function resultFileName(row: GenerationWithJob): string {
  return `synthetic-${row.id}.${row.include_metadata ? 'zip' : row.output_format}`
}

function readWhereText(text: string | undefined) {
  if (text === undefined) return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throwValidation([{ path: ['where'], message: 'is not JSON' }])
  }
  const result = conditionsSchema.safeParse(value)
  if (!result.success)
    throwValidation(
      result.error.issues.map(({ message, path }) => ({ path: ['where', ...path.map(String)], message })),
    )
  return readConditions(conditionsSchema.parse(value))
}

export function presentGeneration(row: GenerationWithJob, catalog: ModelCatalog) {
  const { result_size_bytes: sizeBytes, result_sha256: sha256, result_rows: rows } = row
  return {
    id: row.id,
    dataset_id: row.dataset_id,
    optimization_id: row.study_id,
    api_version: row.api_version,
    model_type: row.model_type,
    status: row.state === 'running' && row.cancel_requested ? ('cancelling' as const) : row.state,
    error:
      (row.state === 'failed' || row.state === 'rejected') && row.error !== null
        ? { code: row.error_code ?? 'INTERNAL_ERROR', message: row.error }
        : null,
    sample_size: row.sample_size,
    output_format: row.output_format,
    include_metadata: row.include_metadata,
    report_language: row.report_language,
    seed: row.seed,
    holdout: row.holdout,
    target: row.target,
    conditions: conditionsSchema.parse(row.conditions),
    constraints: presentConstraints(row.constraints),
    violating_rows: row.violating_rows,
    neutralise_formulas: row.neutralise_formulas,
    model_config: catalog.find(row.model_type)?.toWire(row.options) ?? row.options,
    progress: row.progress === null ? null : progressSchema.parse(row.progress),
    attempt: row.attempt,
    quality_score: row.quality_score,
    result:
      sizeBytes === null || sha256 === null || rows === null
        ? null
        : { size_bytes: sizeBytes, sha256, rows, file_name: resultFileName(row) },
    training_seconds: row.training_seconds,
    peak_memory_bytes: row.peak_memory_bytes,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  }
}
