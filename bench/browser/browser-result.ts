import type { Machine } from '../harness/machine.ts'
import { isJsonObject } from '../harness/protocol.ts'
import { resultFile } from '../harness/result-file.ts'

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

function isResult(value: unknown): value is BrowserResult {
  return isJsonObject(value) && Array.isArray(value.figures) && isJsonObject(value.machine)
}

export const browserResult = resultFile('browser/chromium.json', isResult)
