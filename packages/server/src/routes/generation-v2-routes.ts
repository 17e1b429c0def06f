import type { z } from 'zod'
import {
  type generationOrderSchema,
  generationV2Contracts,
  generationOrderSchema as orderSchema,
} from '../contracts/generation-v2.ts'
import { jsonValue } from '../contracts/json-value.ts'
import { outputFormats } from '../database/repositories/generation-repository.ts'
import { zodIssues } from '../http/check-request.ts'
import { wireIssue } from '../http/error-answer.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { RecommendResult } from '../jobs/child-messages.ts'
import type { Datasets } from '../services/datasets.ts'
import { type GenerationRequest, presetsOf } from '../services/generation-order.ts'
import type { Generations } from '../services/generations.ts'
import type { CatalogModel, ModelCatalog, OptionValues } from '../services/model-catalog.ts'
import type { Recommendations } from '../services/recommendations.ts'
import type { Settings } from '../settings/settings-schema.ts'
import { presentGeneration } from './generation-routes.ts'
import { readSearchSettings } from './optimization-routes.ts'
import { readConditions } from './read-conditions.ts'
import { readWireConstraints } from './read-constraints.ts'

export interface GenerationV2RouteDependencies {
  readonly generations: Generations
  readonly datasets: Datasets
  readonly catalog: ModelCatalog
  readonly recommendations: Recommendations
  readonly settings: Settings
  /** Whom manifests are signed by. */
  readonly manifestKeyPem: string
}

export function generationV2Routes(dependencies: GenerationV2RouteDependencies): readonly Route[] {
  const { generations, datasets, catalog, recommendations, settings } = dependencies
  return [
    defineRoute(generationV2Contracts.startGenerationV2, async ({ identity, body }) => ({
      data: presentGeneration(await generations.start(identity.user, readOrder(body)), catalog),
    })),
    defineRoute(generationV2Contracts.getGenerationConfig, async ({ identity, query }) => {
      const { dataset_id: datasetId } = query
      const dataset = datasetId === undefined ? null : await datasets.get(identity.user, datasetId)
      const { minSampleSize, maxSampleSize, minEpochs, maxEpochs } = settings
      return {
        data: {
          models: catalog.models.map((model) => ({
            model_type: model.id,
            defaults: model.defaults,
            json_schema: model.jsonSchema,
            rules: model.rules.map(({ fields, description }) => ({ fields: [...fields], description })),
            presets: dataset === null ? null : presetsOf(model, dataset.row_count ?? 0, settings),
            recommended: dataset === null ? null : recommended(model, dataset.row_count ?? 0, settings),
          })),
          recommendation: dataset === null ? null : presentRecommendation(recommendations.known(dataset)),
          sample_size: { default: settings.defaultSampleSize, min: minSampleSize, max: maxSampleSize },
          epochs: { default: settings.defaultEpochs, min: minEpochs, max: maxEpochs },
          max_stream_rows: settings.maxStreamRows,
          output_formats: [...outputFormats],
          max_file_size_mb: settings.maxFileSizeMb,
          manifest_public_key: dependencies.manifestKeyPem,
        },
      }
    }),
    defineRoute(generationV2Contracts.recommendModel, async ({ identity, body, signal }) => {
      const dataset = await datasets.get(identity.user, body.dataset_id)
      return { data: presentRecommendation(await recommendations.recommend(dataset, signal)) }
    }),
    defineRoute(generationV2Contracts.validateGeneration, async ({ identity, body, signal }) => {
      const read = orderSchema.safeParse(body)
      if (!read.success) {
        const issues = zodIssues(read.error).map(wireIssue)
        return { data: { valid: false, issues, model_config: null, estimate: null } }
      }
      const { issues, modelConfig, estimate } = await generations.validate(
        identity.user,
        readOrder(read.data),
        signal,
      )
      return {
        data: {
          valid: issues.length === 0,
          issues: issues.map(wireIssue),
          model_config: modelConfig,
          estimate:
            estimate === null
              ? null
              : {
                  training_seconds: estimate.trainingSeconds,
                  memory_mb: estimate.memoryMb,
                  basis: estimate.basis,
                },
        },
      }
    }),
  ]
}

function readOrder(body: z.output<typeof generationOrderSchema>): GenerationRequest {
  const { model_type, ...options } = body.model_config
  const values = Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, jsonValue.parse(value)]),
  )
  return {
    datasetId: body.dataset_id,
    modelConfig: { ...values, model_type },
    sampleSize: body.sample_size,
    optimization: readSearch(body.optimization_config),
    outputFormat: body.output_format,
    includeMetadata: body.include_metadata,
    reportLanguage: body.report_language,
    conditions: readConditions(body.conditions),
    constraints: readWireConstraints(body.constraints),
    violatingRows: body.violating_rows,
    neutraliseFormulas: body.neutralise_formulas,
    seed: body.seed,
    holdout: body.holdout,
    target: body.target,
    apiVersion: 2,
  }
}

function readSearch(config: z.output<typeof generationOrderSchema>['optimization_config']) {
  if (config === undefined || !config.enabled) return null
  return { method: config.method, metric: config.metric, ...readSearchSettings(config) }
}

type RecommendationAnswer = z.output<(typeof generationV2Contracts.recommendModel)['answer']['schema']>

function presentRecommendation(found: RecommendResult): RecommendationAnswer
function presentRecommendation(found: RecommendResult | null): RecommendationAnswer | null
function presentRecommendation(found: RecommendResult | null): RecommendationAnswer | null {
  if (found === null) return null
  return {
    model_type: found.modelId,
    reason: found.reason,
    candidates: found.candidates.map((each) => ({
      model_type: each.modelId,
      quality: each.quality,
      nearer_share: each.nearerShare,
      training_seconds: each.fitSeconds,
      problem: each.problem,
    })),
  }
}

/** The preset for a result soon, where the model has one, and what is left to the platform and the model. */
function recommended(model: CatalogModel, rows: number, settings: Settings): OptionValues {
  const epochs = model.hasEpochs ? { epochs: settings.defaultEpochs } : {}
  return { ...model.defaults, ...epochs, ...presetsOf(model, rows, settings)['quick'] }
}
