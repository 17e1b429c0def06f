import { auto, bayesian, random, type Strategy, sobol, tpe, turbo } from '@tabricate/optimizer'
import type { StrategyName } from './strategy-names.ts'

/** The strategies of `--strategy`. */
export const strategies: { readonly [name in StrategyName]: () => Strategy } = {
  auto,
  bayesian,
  tpe,
  turbo,
  random,
  sobol,
}
