import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { independent } from '../baselines/independent.ts'
import { uniform } from '../baselines/uniform.ts'
import { formatCsv } from '../format/csv/format-csv.ts'
import { parseCsv } from '../format/csv/parse-csv.ts'
import type { Synthesizer } from '../model/model.ts'
import { loadModel, saveModel } from './model-file.ts'

let folder = ''
let synthesizer: Synthesizer
const file = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 3 === 0 ? 'f' : 'm'},${i * 1.25}`)
  synthesizer = await independent().fit(await parseCsv(['sex,age', ...rows].join('\n')), { seed: 5 })
})
afterAll(() => rm(folder, { recursive: true }))

describe('a saved model', () => {
  it('gives the same rows when it is loaded', async () => {
    await saveModel(synthesizer, file('a.tabricate'))
    const loaded = await loadModel(file('a.tabricate'), [uniform, independent])
    expect(formatCsv(await loaded.sample(50, { seed: 9 }))).toBe(
      formatCsv(await synthesizer.sample(50, { seed: 9 })),
    )
  })

  it('is overwritten with force only', async () => {
    await writeFile(file('b.tabricate'), 'old')
    await expect(saveModel(synthesizer, file('b.tabricate'))).rejects.toMatchObject({ code: 'FILE_EXISTS' })
    expect(await readFile(file('b.tabricate'), 'utf8')).toBe('old')
    await saveModel(synthesizer, file('b.tabricate'), { force: true })
    expect((await loadModel(file('b.tabricate'), [independent])).modelId).toBe('independent')
  })

  it('is not loaded without its plugin, when damaged, or when missing', async () => {
    await saveModel(synthesizer, file('c.tabricate'))
    await expect(loadModel(file('c.tabricate'), [uniform])).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' })
    const bytes = await readFile(file('c.tabricate'))
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    await writeFile(file('d.tabricate'), bytes)
    await expect(loadModel(file('d.tabricate'), [independent])).rejects.toMatchObject({
      code: 'MODEL_FILE_CORRUPT',
    })
    await expect(loadModel(file('e.tabricate'), [independent])).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    })
  })
})
