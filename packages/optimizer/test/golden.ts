import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'

/** A file of expected values; see data/README.md. */
export function readGolden<T>(name: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'data', name), 'utf8')))
}
