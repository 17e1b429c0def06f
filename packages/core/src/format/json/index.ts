/**
 * JSON arrays and JSON Lines, both ways.
 * @module @tabricate/core/json
 */

export { formatJson, formatJsonChunks, type JsonFormatOptions } from './format-json.ts'
export type { JsonReadOptions } from './open-json.ts'
export { type JsonParseOptions, type JsonStreamOptions, parseJson, streamJson } from './parse-json.ts'
