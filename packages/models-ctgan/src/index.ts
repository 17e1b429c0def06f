export { ctgan } from './ctgan.ts'
export { type CtganOptions, ctganOptions, paperOptions } from './options.ts'
