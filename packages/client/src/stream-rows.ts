import type { Client } from './create-client.ts'
import { fillPath } from './create-client.ts'
import type { Generation, RequestOptions } from './endpoint.ts'
import { readLines } from './parse-events.ts'

/** Conditions on columns: a value, any of several, or a range with both ends. */
export type Where = Generation['conditions']

export type Row = Readonly<Record<string, string | number | boolean | null>>

export interface StreamOptions extends RequestOptions {
  /** From 1. Default 1,000. */
  readonly rows?: number
  /** Default 0: the same rows every time. */
  readonly seed?: number
  readonly where?: Where
}

/** Rows of a trained model as text, CSV or a JSON object a line, made while they are read. */
export async function streamText(
  client: Client,
  id: number,
  format: 'csv' | 'ndjson',
  { rows, seed, where, signal }: StreamOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const query = { rows, seed, format, where: where && JSON.stringify(where) }
  const path = fillPath(`/generation/stream/${id}`, { query })
  const { body } = await client.transport.send({ method: 'GET', path, signal })
  return body ?? new Blob([]).stream()
}

/** Rows of a trained model, made while they are read. Leaving the loop ends it. */
export async function* streamRows(
  client: Client,
  id: number,
  options: StreamOptions = {},
): AsyncGenerator<Row> {
  for await (const line of readLines(await streamText(client, id, 'ndjson', options))) {
    // A line is one object with the columns as its keys.
    if (line !== '') yield JSON.parse(line) as Row
  }
}
