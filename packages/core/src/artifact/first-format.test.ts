import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { independent } from '../baselines/independent.ts'
import { formatCsv } from '../format/csv/format-csv.ts'
import { decodeModel, encodeModel } from './model-file.ts'

const data = join(import.meta.dirname, '..', '..', 'test', 'data', 'models')

it('a file of the first format gives the rows that it gave then, for ever', async () => {
  const file = await readFile(join(data, 'independent-1.tabricate'))
  const synthesizer = await decodeModel(file, [independent])
  expect(formatCsv(await synthesizer.sample(50, { seed: 3 }))).toBe(
    await readFile(join(data, 'independent-1.csv'), 'utf8'),
  )
  expect(await decodeModel(await encodeModel(synthesizer), [independent])).toBeDefined()
})
