/**
 * A mixture of dependence trees: fitted in seconds, exact conditions, log-likelihoods.
 * @module @tabricate/models-mixture
 */

export { logLikelihood } from './log-likelihood.ts'
export { mixture } from './mixture.ts'
export { type MixtureOptions, mixtureOptions, mixturePresets } from './options.ts'
