import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { independent } from '../baselines/independent.ts'
import type { Checkpoint } from '../model/model.ts'
import { mixedTable } from '../testing/table-fixtures.ts'
import { loadCheckpoint, saveCheckpoint } from './checkpoint-file.ts'
import { saveModel } from './model-file.ts'

let folder = ''
const file = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
})
afterAll(() => rm(folder, { recursive: true }))

const checkpoint: Checkpoint = {
  modelId: 'some',
  modelVersion: 2,
  options: { epochs: 3 },
  seed: -0.5,
  rowCount: 7,
  columns: ['a', '__proto__'],
  state: { meta: { epoch: 1 }, tensors: { w: Float32Array.of(1, Number.NaN, -0), n: Int32Array.of(-1) } },
}

it('is the same after a way through a file, and replaces an older one', async () => {
  await writeFile(file('a.checkpoint'), 'older')
  await saveCheckpoint(checkpoint, file('a.checkpoint'))
  expect(await loadCheckpoint(file('a.checkpoint'))).toEqual(checkpoint)
})

it('is refused when missing, damaged, or a model file', async () => {
  await expect(loadCheckpoint(file('none'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  await saveCheckpoint(checkpoint, file('b.checkpoint'))
  const bytes = await readFile(file('b.checkpoint'))
  await writeFile(file('c.checkpoint'), bytes.subarray(0, bytes.length - 12))
  await expect(loadCheckpoint(file('c.checkpoint'))).rejects.toMatchObject({ code: 'MODEL_FILE_CORRUPT' })
  await saveModel(await independent().fit(mixedTable(20)), file('d.tabricate'))
  await expect(loadCheckpoint(file('d.tabricate'))).rejects.toThrow(/something other than a checkpoint/)
})
