export { type TvaeOptions, tvaeOptions } from './options.ts'
export { tvae } from './tvae.ts'
