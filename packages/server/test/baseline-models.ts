/** A built module with models that train at once: core's baselines. */
export const baselineModels = new URL('../../core/dist/index.js', import.meta.url).href
