import {
  type ConstraintRule,
  type ErrorCode,
  type Issue,
  isTabricateError,
  type Json,
  readConstraints,
  readWhere,
  type ViolatingRows,
  type Where,
} from '@tabricate/core'
import type { ReportLanguage } from '@tabricate/core/report'
import type { DatasetDetails, DatasetRow } from '../database/repositories/dataset-repository.ts'
import type { OutputFormat } from '../database/repositories/generation-repository.ts'
import type { Settings } from '../settings/settings-schema.ts'
import type { StudyRequest } from '../studies/study-order.ts'
import { readSchema } from '../tasks/read-schema.ts'
import type { CatalogModel, ModelCatalog, OptionValues } from './model-catalog.ts'

/** A request for a generation, before it is checked. */
export interface GenerationRequest {
  readonly datasetId: number
  readonly modelConfig: OptionValues & { readonly model_type: string }
  readonly sampleSize?: number | undefined
  /** Options are searched for first. */
  readonly optimization: StudyRequest | null
  readonly outputFormat: OutputFormat
  readonly includeMetadata: boolean
  readonly reportLanguage: ReportLanguage
  readonly conditions: Where
  readonly constraints: readonly ConstraintRule[]
  readonly violatingRows: ViolatingRows
  readonly neutraliseFormulas: boolean
  readonly seed?: number | undefined
  readonly holdout: number
  readonly target?: string | undefined
  readonly apiVersion: 1 | 2
}

/** A request that can be started. */
export interface CheckedOrder {
  readonly model: CatalogModel
  /** Complete, as the model takes them. */
  readonly options: OptionValues
  readonly sampleSize: number
}

type Limits = Pick<
  Settings,
  'defaultSampleSize' | 'minSampleSize' | 'maxSampleSize' | 'defaultEpochs' | 'minEpochs' | 'maxEpochs'
>

/**
 * Checks a request against models, limits and dataset. All problems are told to `complain`, each with its place in the request.
 * @returns null when there are any
 */
export function checkOrder(
  request: GenerationRequest,
  dataset: (DatasetRow & DatasetDetails) | null,
  catalog: ModelCatalog,
  limits: Limits,
  complain: (issue: Issue) => void,
): CheckedOrder | null {
  let hasIssues = false
  const tell = (issue: Issue) => {
    hasIssues = true
    complain(issue)
  }
  const sampleSize = request.sampleSize ?? limits.defaultSampleSize
  checkRange(sampleSize, limits.minSampleSize, limits.maxSampleSize, ['sample_size'], tell)
  if (dataset !== null && dataset.schema !== null) checkColumns(request, dataset, tell)
  const rows = dataset?.row_count ?? null
  const options = checkModel(request, rows, catalog, limits, tell)
  return hasIssues || options === null ? null : { ...options, sampleSize }
}

function checkModel(
  { modelConfig, apiVersion }: GenerationRequest,
  rows: number | null,
  catalog: ModelCatalog,
  limits: Limits,
  tell: (issue: Issue) => void,
): Pick<CheckedOrder, 'model' | 'options'> | null {
  // Version 1 has no model_config: its fields stand at the top.
  const place = apiVersion === 1 ? [] : ['model_config']
  const model = catalog.find(modelConfig.model_type)
  if (model === undefined) {
    const known = catalog.models.map(({ id }) => id).join(', ')
    tell({
      path: [...place, 'model_type'],
      message: `there is no model "${modelConfig.model_type}"; there are ${known}`,
    })
    return null
  }
  const { epochs, preset: presetName, ...given } = modelConfig
  if (typeof epochs === 'number')
    checkRange(epochs, limits.minEpochs, limits.maxEpochs, [...place, 'epochs'], tell)
  const preset = presetName === undefined ? {} : presetOf(model, presetName, rows, limits)
  if (typeof preset === 'string') {
    tell({ path: [...place, 'preset'], message: preset })
    return null
  }
  // The request's own value wins, then that of the preset, then the platform's, then the model's.
  const defaults = model.hasEpochs ? { epochs: limits.defaultEpochs } : {}
  const values = { ...defaults, ...preset, ...given, ...(epochs !== undefined && { epochs }) }
  const options = model.readOptions(values, ({ path, message }) =>
    tell({ path: [...place, ...path], message }),
  )
  return options === null ? null : { model, options }
}

/** The options of a preset for so many rows; as a text, what is wrong with its name. */
export function presetOf(
  model: CatalogModel,
  name: Json,
  rows: number | null,
  limits: Pick<Limits, 'minEpochs' | 'maxEpochs'>,
): OptionValues | string {
  const presets = presetsOf(model, rows ?? 0, limits)
  const preset = typeof name === 'string' && Object.hasOwn(presets, name) ? presets[name] : undefined
  if (preset !== undefined) return preset
  const names = Object.keys(presets)
  return names.length === 0
    ? `the model "${model.id}" has no presets: leave it out`
    : `is no preset of the model "${model.id}"; there are ${names.join(', ')}`
}

/** The presets of a model for a table of so many rows, their epochs within the limits of the platform. */
export function presetsOf(
  model: CatalogModel,
  rows: number,
  { minEpochs, maxEpochs }: Pick<Limits, 'minEpochs' | 'maxEpochs'>,
): { readonly [name: string]: OptionValues } {
  return Object.fromEntries(
    Object.entries(model.presets(rows)).map(([name, { epochs, ...others }]) => [
      name,
      typeof epochs === 'number'
        ? { ...others, epochs: Math.min(maxEpochs, Math.max(minEpochs, epochs)) }
        : others,
    ]),
  )
}

function checkColumns(
  { conditions, constraints, target }: GenerationRequest,
  dataset: DatasetDetails,
  tell: (issue: Issue) => void,
): void {
  const schema = readSchema(dataset.schema)
  tellIssues('conditions', 'CONDITION_INVALID', () => readWhere(schema, conditions), tell)
  tellIssues('constraints', 'CONSTRAINT_INVALID', () => readConstraints(schema, constraints), tell)
  if (target !== undefined && !schema.columns.some(({ name }) => name === target))
    tell({ path: ['target'], message: 'is no column of the dataset' })
}

function tellIssues(
  place: string,
  code: ErrorCode,
  check: () => unknown,
  tell: (issue: Issue) => void,
): void {
  try {
    check()
  } catch (error) {
    if (!isTabricateError(error, code)) throw error
    for (const { path, message } of error.issues) tell({ path: [place, ...path], message })
  }
}

function checkRange(
  value: number,
  min: number,
  max: number,
  path: readonly string[],
  tell: (issue: Issue) => void,
): void {
  if (value < min || value > max) tell({ path, message: `must be between ${min} and ${max}; it is ${value}` })
}
