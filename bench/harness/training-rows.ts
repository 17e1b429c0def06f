import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, dataFolder } from './paths.ts'

/** Adult's rows for training: UCI's own split. */
const adultRows = 32_561

/** A CSV file of Adult's first 32,561 rows, header included; both sides read this file. */
export function adultTrainingFile(): string {
  return adultPart('adult-train', ([header = '', ...rows]) => [header, ...rows.slice(0, adultRows)])
}

/** A CSV file of Adult's other 16,281 rows, header included. */
export function adultHoldoutFile(): string {
  return adultPart('adult-holdout', ([header = '', ...rows]) => [header, ...rows.slice(adultRows)])
}

function adultPart(name: string, take: (lines: readonly string[]) => readonly string[]): string {
  const file = join(cache, `${name}.csv`)
  if (existsSync(file)) return file
  // No field of this table holds a line break.
  const lines = readFileSync(join(dataFolder(), 'adult.csv'), 'utf8').trimEnd().split('\n')
  if (lines.length <= adultRows)
    throw new Error(`adult.csv has ${lines.length} lines, fewer than ${adultRows + 1}.`)
  mkdirSync(cache, { recursive: true })
  writeFileSync(file, `${take(lines).join('\n')}\n`)
  return file
}
