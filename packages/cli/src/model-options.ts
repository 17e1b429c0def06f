import { type Issue, type Json, throwIssues } from '@tabricate/core'
import { z } from 'zod'

/** The three ways to give a model's options on the command line; later ones win. */
export interface ModelOptionArguments {
  /** A JSON object. */
  readonly options?: string | undefined
  /** `name=value` each. */
  readonly set: readonly string[]
  readonly epochs?: number | undefined
}

/**
 * Puts together a preset, `--options`, `--set` and `--epochs`. Values of `--set` are JSON where they read as JSON, else text; the model
 * itself checks names and values.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function readModelOptions(
  { options, set, epochs }: ModelOptionArguments,
  preset: { readonly [name: string]: Json } = {},
): { readonly [name: string]: Json } {
  const issues: Issue[] = []
  const merged = new Map<string, Json>([
    ...Object.entries(preset),
    ...Object.entries(options === undefined ? {} : readObject(options, issues)),
  ])
  for (const text of set) {
    const at = text.indexOf('=')
    if (at < 1) issues.push({ path: [`--set ${text}`], message: 'write name=value, such as batchSize=500' })
    else merged.set(text.slice(0, at).trim(), readValue(text.slice(at + 1).trim()))
  }
  if (epochs !== undefined) merged.set('epochs', epochs)
  throwIssues('INVALID_OPTIONS', 'The model options cannot be read', issues)
  return Object.fromEntries(merged)
}

function readObject(text: string, issues: Issue[]): { readonly [name: string]: Json } {
  const result = z.record(z.string(), z.json()).safeParse(readValue(text))
  if (result.success) return result.data
  issues.push({
    path: ['--options'],
    message: 'must be a JSON object, such as {"epochs": 100, "batchSize": 500}',
  })
  return {}
}

function readValue(text: string): Json {
  try {
    return z.json().parse(JSON.parse(text))
  } catch {
    return text
  }
}
