/**
 * CTGAN: a conditional generative adversarial network for tables.
 * @module @tabricate/models-ctgan
 */

export { ctgan } from './ctgan.ts'
export { type CtganOptions, ctganOptions, paperOptions, presetFor, thoroughOptions } from './options.ts'
