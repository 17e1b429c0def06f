/**
 * What the harness and its two contestants say to each other: one JSON object a line, a request on standard input, its
 * reply on standard output. `../python/peer.py` speaks the same words.
 */
export type Request =
  | { readonly command: 'hello' }
  /** Reads a CSV file with a header line. */
  | { readonly command: 'load'; readonly path: string }
  /** Milliseconds from the call of fit to the first training step. */
  | (TrainingRequest & { readonly command: 'encode' })
  /** Milliseconds of one training step, on average over at least `count` of them, set-up left out. */
  | (TrainingRequest & { readonly command: 'steps'; readonly count: number })
  /** Milliseconds of a whole fit. */
  | (TrainingRequest & { readonly command: 'fit' })
  /** Milliseconds of sampling from what the last `fit` learned. */
  | { readonly command: 'sample'; readonly rows: number; readonly seed: number }
  /** Peak resident memory of the process so far, in megabytes (10⁶ bytes). */
  | { readonly command: 'memory' }
  /** Ours only: milliseconds of processor time that the process has used so far, on all cores together. */
  | { readonly command: 'processor' }
  /** Ours only: writes the last sample as CSV. */
  | { readonly command: 'write'; readonly path: string }

export interface TrainingRequest {
  readonly model: string
  readonly threads: number
  readonly seed: number
  /** Hyper-parameters, in the contestant's own names. */
  readonly options: JsonObject
}

export type JsonObject = Readonly<Record<string, unknown>>

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `text` as a JSON object; `what` names it in the error. */
export function parseObject(text: string, what: string): JsonObject {
  const value: unknown = JSON.parse(text)
  if (!isJsonObject(value)) throw new Error(`${what} is not a JSON object: ${text.slice(0, 200)}`)
  return value
}

/** The number at `path`, names from the outside in. */
export function numberAt(object: JsonObject, ...path: readonly string[]): number {
  const value = valueAt(object, path)
  if (typeof value !== 'number')
    throw new Error(`There is no number at ${path.join('.')} of ${JSON.stringify(object)}`)
  return value
}

/** The object at `path`, names from the outside in. */
export function objectAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  const value = valueAt(object, path)
  if (!isJsonObject(value))
    throw new Error(`There is no object at ${path.join('.')} of ${JSON.stringify(object)}`)
  return value
}

function valueAt(object: JsonObject, path: readonly string[]): unknown {
  let value: unknown = object
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined
  return value
}
