/** The strategies of `--strategy`; apart from them, so that `--help` need not load any. */
export const strategyNames = ['auto', 'bayesian', 'tpe', 'turbo', 'random', 'sobol'] as const

export type StrategyName = (typeof strategyNames)[number]
