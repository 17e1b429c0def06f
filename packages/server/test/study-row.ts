/** A study's row, but for its owner, state and times. */
export const studyRow = {
  model_type: 'tree',
  method: 'random',
  method_options: '{}',
  metric: 'quality_score',
  space: '{}',
  fixed_options: '{}',
  pruning: false,
  seed: 0,
  holdout: 0,
  holdout_seed: 0,
  n_trials: 3,
  parallelism: 1,
  timeout_hours: 1,
} as const
