export { logLikelihood } from './log-likelihood.ts'
export { mixture } from './mixture.ts'
export { type MixtureOptions, mixtureOptions, mixturePresets } from './options.ts'
