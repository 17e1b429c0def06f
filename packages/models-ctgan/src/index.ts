export { ctgan } from './ctgan.ts'
export { type CtganOptions, ctganOptions } from './options.ts'
