import type { DatasetDetail, GenerationConfig, Json, Where } from '@tabricate/client'
import type { Language } from './messages/language-names.ts'
import type { Rule } from './rule.ts'
import type { Order } from './use-order.ts'

export type OutputFormat = NonNullable<Order['output_format']>

/** What is entered into the form of a generation. */
export interface Draft {
  readonly model: string
  /** Empty for the model's defaults. */
  readonly preset: string
  readonly changed: { readonly [name: string]: Json }
  readonly rows: number
  readonly format: OutputFormat
  readonly target: string
  /** Percent of the rows. */
  readonly holdout: number
  /** Null for a new one. */
  readonly seed: number | null
  readonly isArchive: boolean
  readonly isNeutralised: boolean
  readonly conditions: Where
  readonly rules: readonly Rule[]
  /** Are real rows left out that break a rule? */
  readonly isDropping: boolean
  /** Of the search before the training; null for none. */
  readonly trials: number | null
}

/** What is chosen at first: it is done in seconds, and good on small tables too, which networks are not after a quick training. */
const firstModel = 'mixture'

/**
 * The form as it begins.
 * @param state what another page hands over: the best of a study, the options of a generation that failed
 */
export function firstDraft(config: GenerationConfig, dataset: DatasetDetail, state: unknown): Draft {
  const { model_type: given, ...changed } = handedOver(state)
  const find = (name: unknown) => config.models.find(({ model_type }) => model_type === name)
  const model = find(given) ?? find(firstModel) ?? config.models[0]
  const isGiven = model?.model_type === given
  return {
    ...withModel(config, model?.model_type ?? ''),
    ...(isGiven && { preset: '', changed }),
    rows: Math.min(config.sample_size.max, Math.max(config.sample_size.min, dataset.row_count ?? 0)),
    format: 'csv',
    target: '',
    holdout: 20,
    seed: null,
    isArchive: false,
    isNeutralised: false,
    conditions: {},
    rules: [],
    isDropping: false,
    trials: null,
  }
}

function handedOver(state: unknown): { readonly [name: string]: Json } {
  if (typeof state !== 'object' || state === null || !('model_config' in state)) return {}
  const config: unknown = state.model_config
  return isOptions(config) ? config : {}
}

function isOptions(value: unknown): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Another model: options are its own. */
export function withModel(
  { models }: GenerationConfig,
  name: string,
): Pick<Draft, 'model' | 'preset' | 'changed'> {
  const chosen = models.find(({ model_type }) => model_type === name)
  return { model: name, changed: {}, preset: chosen?.presets?.quick === undefined ? '' : 'quick' }
}

/** What is asked of the platform. */
export function orderOf(draft: Draft, datasetId: number, language: Language): Order {
  return {
    dataset_id: datasetId,
    model_config: {
      model_type: draft.model,
      ...(draft.preset !== '' && { preset: draft.preset }),
      ...draft.changed,
    },
    sample_size: draft.rows,
    output_format: draft.format,
    include_metadata: draft.isArchive,
    report_language: language,
    neutralise_formulas: draft.isNeutralised,
    conditions: draft.conditions,
    ...(draft.rules.length > 0 && {
      constraints: [...draft.rules],
      violating_rows: draft.isDropping ? 'drop' : 'refuse',
    }),
    holdout: draft.holdout / 100,
    ...(draft.target !== '' && { target: draft.target }),
    ...(draft.seed !== null && { seed: draft.seed }),
    ...(draft.trials !== null && { optimization_config: { enabled: true, n_trials: draft.trials } }),
  }
}
