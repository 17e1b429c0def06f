import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTable } from '@tabricate/core/node'
import { testKeptModelFile } from '@tabricate/core/testing'
import { test } from 'vitest'
import { ctgan } from './ctgan.ts'

const kept = (name: string) => join(import.meta.dirname, '..', 'test', 'data', name)

const { name, run } = testKeptModelFile(ctgan, {
  file: await readFile(kept('ctgan-1.tabricate')),
  rows: await readTable(kept('ctgan-1.csv')),
  column: '__proto__',
  epochs: 3,
})
test(name, run)
