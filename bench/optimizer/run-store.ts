import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { bench, cache } from '../harness/paths.ts'
import type { StrategyRun } from './run-strategy.ts'
import { isPeer } from './suggester.ts'

const runSchema = z.object({
  values: z.array(z.number()),
  observed: z.array(z.number()),
  milliseconds: z.array(z.number()),
  longestHoldMs: z.number().nullable().default(null),
})

/** Hash of the code that suggests: runs of other code are other runs. */
export function codeOf(strategy: string): string {
  const file = isPeer(strategy)
    ? join(bench, 'python', 'optimizers.py')
    : join(import.meta.dirname, 'suggest.mjs')
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8)
}

/** A finished run; `undefined` when there is none. */
export function readRun(functionName: string, strategy: string, seed: number): StrategyRun | undefined {
  const file = runFile(functionName, strategy, seed)
  return existsSync(file) ? runSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

export function writeRun(functionName: string, strategy: string, seed: number, run: StrategyRun): void {
  const file = runFile(functionName, strategy, seed)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.part`, JSON.stringify(run))
  renameSync(`${file}.part`, file)
}

function runFile(functionName: string, strategy: string, seed: number): string {
  return join(cache, 'optimizer', `${strategy}-${codeOf(strategy)}`, functionName, `${seed}.json`)
}
