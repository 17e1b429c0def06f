import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { isJsonObject } from '../harness/protocol.ts'
import type { LoadFigures } from './open-load.ts'

/** The file `results/server/serve.json`. Each part is measured by itself, and keeps the commit that it was measured at. */
export interface ServerResult {
  readonly [part: string]: ServerPart
}

export interface ServerPart {
  readonly machine: Machine
  readonly commit: string
  readonly measuredAt: string
  readonly figures: { readonly [name: string]: number | LoadFigures }
}

export const serverResultFile = join(results, 'server', 'serve.json')

export function readServerResult(): ServerResult {
  if (!existsSync(serverResultFile)) return {}
  const result: unknown = JSON.parse(readFileSync(serverResultFile, 'utf8'))
  if (!isResult(result)) throw new Error(`${serverResultFile} is no result of \`server\`.`)
  return result
}

function isResult(value: unknown): value is ServerResult {
  return (
    isJsonObject(value) &&
    Object.values(value).every((part) => isJsonObject(part) && isJsonObject(part.figures))
  )
}
