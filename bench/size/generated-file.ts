import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { createRng, normal } from '@tabricate/core'
import { cache } from '../harness/paths.ts'

/** Extents of a generated table. */
export interface Extents {
  readonly rows: number
  readonly columns: number
  /** Of the first column. */
  readonly categories: number
}

/**
 * A CSV file of a generated table, made once and kept: its first column has so many categories, the rarer the later; then numbers and columns of eight
 * categories in turn, each dependent on the first.
 */
export async function generatedFile({ rows, columns, categories }: Extents): Promise<string> {
  const folder = join(cache, 'size')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `generated-${rows}-${columns}-${categories}.csv`)
  if (existsSync(path)) return path
  const rng = createRng(1)
  const stream = createWriteStream(`${path}.part`)
  stream.write(`${Array.from({ length: columns }, (_, index) => `c${index}`).join()}\n`)
  for (let row = 0; row < rows; row++) {
    // Each category once, as long as there are rows, then by frequencies that fall as a power.
    const category = row < categories ? row : Math.floor(categories * rng.uniform() ** 3)
    const cells = Array.from({ length: columns }, (_, index) => {
      if (index === 0) return `t${category}`
      return index % 2 === 1
        ? (normal(rng) + (category % 5)).toFixed(3)
        : `k${rng.uniform() < 0.5 ? (category + index) % 8 : rng.integer(8)}`
    })
    if (!stream.write(`${cells.join()}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
  renameSync(`${path}.part`, path)
  return path
}
