import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatCsv } from '@tabricate/core'
import { loadModel } from '@tabricate/core/node'
import { expect, it } from 'vitest'
import { mixture } from './mixture.ts'

const file = (name: string) => join(import.meta.dirname, '..', 'test', 'data', name)

it('a file of the first format gives the rows that it gave then, for ever', async () => {
  const synthesizer = await loadModel(file('mixture-1.tabricate'), [mixture])
  const rows = await synthesizer.sample(50, { seed: 3 })
  expect(formatCsv(rows)).toBe(readFileSync(file('mixture-1.csv'), 'utf8'))
})
