export { ctgan } from './ctgan.ts'
export { type CtganOptions, ctganOptions, paperOptions, presetFor, thoroughOptions } from './options.ts'
