/**
 * TVAE: a variational autoencoder for tables.
 * @module @tabricate/models-tvae
 */

export { paperOptions, presetFor, type TvaeOptions, thoroughOptions, tvaeOptions } from './options.ts'
export { tvae } from './tvae.ts'
