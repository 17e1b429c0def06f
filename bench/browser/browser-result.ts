import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject } from '../harness/protocol.ts'

/** One training in Chromium and one in Node, of the same rows and options, one after the other. */
export interface BrowserFigures {
  readonly table: string
  readonly model: string
  readonly rows: number
  readonly batchSize: number
  /** Milliseconds a training step: medians over the epochs after the first. */
  readonly chromiumMs: number
  readonly nodeMs: number
  /** The longest task of the page's own thread while the worker trained, in milliseconds; 0 = none above 50. */
  readonly longestTaskMs: number
}

export interface BrowserResult {
  readonly chromium: string
  /** What the page loads, gzipped, in bytes. */
  readonly codeBytes: number
  readonly wasmBytes: number
  readonly figures: readonly BrowserFigures[]
  readonly otherWork: number
  readonly machine: Machine
  readonly commit: string
  readonly measuredAt: string
}

const folder = join(results, 'browser')
const file = join(folder, 'chromium.json')

export function keepBrowserResult(result: BrowserResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`)
}

export function readBrowserResult(): BrowserResult | undefined {
  if (!existsSync(file)) return undefined
  const result: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isResult(result)) throw new Error('results/browser/chromium.json is no result of `browser`.')
  return result
}

function isResult(value: unknown): value is BrowserResult {
  return isJsonObject(value) && Array.isArray(value.figures) && isJsonObject(value.machine)
}
