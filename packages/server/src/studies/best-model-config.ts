import type { StudyRow, TrialRow } from '../database/repositories/study-repository.ts'
import type { CatalogModel, OptionValues } from '../services/model-catalog.ts'

/** The `model_config` that a generation with a trial's options is started with, without `model_type`. */
export function bestModelConfig(
  model: CatalogModel,
  { fixed_options }: Pick<StudyRow, 'fixed_options'>,
  { parameters }: Pick<TrialRow, 'parameters'>,
): OptionValues {
  return { ...model.toWire(fixed_options), ...parameters }
}
