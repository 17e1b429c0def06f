/** A module of a host, with a model whose best options are known. */
export const tunableModel = new URL('./tunable-model.mjs', import.meta.url).href
