import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { createRng, normal, type Rng } from '@tabricate/core'
import { cache } from '../harness/paths.ts'

/**
 * Notation
 *   t  town, 100,000 of them: each on one row at least, the other rows by frequencies that fall as a power;  c  country (20), by t
 *   k_1 … k_11  categories (3 to 30), by c with noise;  x_1 … x_12  numbers, by c and one of the k, with noise
 * Columns that depend on each other through one of very many categories.
 */
const rows = 200_000
const towns = 100_000
const countries = 20
const categorical = 11
const numerical = 12

/** A CSV file of 200,000 rows and 25 columns, one of them with 100,000 categories; made once and kept. */
export async function highCardinalityFile(): Promise<string> {
  const folder = join(cache, 'size')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'high-cardinality-1.csv')
  if (existsSync(path)) return path
  const rng = createRng(1)
  const stream = createWriteStream(`${path}.part`)
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
  stream.write(`${['town', 'country', ...names('k', categorical), ...names('x', numerical)].join()}\n`)
  for (let row = 0; row < rows; row++) {
    if (!stream.write(`${drawRow(rng, row)}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
  renameSync(`${path}.part`, path)
  return path
}

function drawRow(rng: Rng, row: number): string {
  const town = row % 2 === 0 ? row / 2 : Math.floor(towns * rng.uniform() ** 4)
  const country = (town * 7919) % countries
  const kinds = Array.from({ length: categorical }, (_, index) => {
    const width = 3 + ((index * 11) % 28)
    return rng.uniform() < 0.7 ? (country * (index + 3)) % width : rng.integer(width)
  })
  const numbers = Array.from({ length: numerical }, (_, index) =>
    (10 * country + 5 * (kinds[index % categorical] ?? 0) + 8 * normal(rng)).toFixed(2),
  )
  return [`town ${town}`, `country ${country}`, ...kinds.map((kind) => `kind ${kind}`), ...numbers].join()
}
