import { createHash } from 'node:crypto'
import { describeCommit } from '../harness/machine.ts'
import type { JsonObject } from '../harness/protocol.ts'
import { builtCodeHash } from '../ours/command-line.ts'
import { isPeer, peerCodeHash } from './peer-synthesizers.ts'

/** All that a synthetic table depends on: runs with the same spec give the same table, so one of them is enough. */
export interface QualitySpec {
  readonly table: string
  readonly model: string
  readonly options: JsonObject
  readonly seed: number
  readonly threads: number
  /** Hash of the built code of the library, the engine and the model; other packages do not change it. */
  readonly code: string
}

/** Name of a run's files. */
export function runKey({ table, model, options, seed, threads, code }: QualitySpec): string {
  const chosen = Object.keys(options).length === 0 ? [] : [`options_${shortHash(canonicalJson(options))}`]
  return [table, model, ...chosen, `threads_${threads}`, `seed_${seed}`, code].join('-')
}

/** JSON text that does not depend on the order of the options. */
export function canonicalJson(options: JsonObject): string {
  return JSON.stringify(Object.fromEntries(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1))))
}

/** The built code that trains, and the commit it stands on. */
export function describeCode(model: string): { readonly hash: string; readonly commit: string } {
  return { hash: isPeer(model) ? peerCodeHash() : builtCodeHash(model), commit: describeCommit() }
}

function shortHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 8)
}
