import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import type { Table } from '../src/table/table.ts'
import { type Expected, goldenFolders, readGoldenTable } from './golden.ts'

/** Synthetic tables of Adult rows of which 0, 10 and 50 % are copied from the training table. */
export const copiedTables = ['copied_00', 'copied_10', 'copied_50'] as const

/** The tables with what anonymeter and NumPy find on them. */
export interface PrivacyGolden {
  readonly expected: Expected
  readonly train: Table
  readonly holdout: Table
  readonly synthetic: ReadonlyMap<string, Table>
}

const found = goldenFolders('privacy').find((each) => existsSync(each))

/** They are above a megabyte, and not kept in the repository: where they are missing, the suite is skipped and says why. */
export function describePrivacyGolden(title: string, suite: (golden: PrivacyGolden) => void): void {
  if (found === undefined) it.skip(`${title} (skipped: not in the repository; set TABRICATE_DATA)`)
  else describe(title, () => suite(readPrivacyGolden(found)))
}

function readPrivacyGolden(folder: string): PrivacyGolden {
  const schema = JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8'))
  const read = (name: string) => readGoldenTable(join(folder, `${name}.csv`), schema)
  return {
    expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')),
    train: read('train'),
    holdout: read('holdout'),
    synthetic: new Map(copiedTables.map((name) => [name, read(name)])),
  }
}
