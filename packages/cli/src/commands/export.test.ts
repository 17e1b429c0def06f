import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

const people = [
  'sex,age',
  ...Array.from({ length: 60 }, (_, i) => `${i % 3 === 0 ? 'f' : 'm'},${20 + (i % 50)}.5`),
  '',
].join('\n')

let folder = ''
const file = (name: string) => join(folder, name)

async function learn(model: string, ...options: readonly string[]): Promise<void> {
  const argv = ['synthesize', '-', '--model', model, ...options, '-n', '0', '--save', file(model), '--quiet']
  expect(await runFake(argv, { stdin: people })).toEqual({ exitCode: 0, stdout: 'sex,age\n', stderr: '' })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  await learn('tvae', '--epochs', '1', '--set', 'compressDims=[8]', '--set', 'decompressDims=[8]')
  await learn('independent')
})
afterAll(() => rm(folder, { recursive: true }))

describe('export', () => {
  it('writes a saved network as an ONNX file, and overwrites none', async () => {
    const argv = ['export', file('tvae'), '-o', file('people.onnx')]
    const { exitCode, stderr } = await runFake(argv)
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/^Wrote the generator of tvae to .*people\.onnx \(\d\.\d MB\)\.\n$/)
    // A ModelProto begins with its version (field 1) and its producer (field 2).
    const bytes = await readFile(file('people.onnx'))
    expect([bytes[0], bytes.subarray(4, 13).toString()]).toEqual([8, 'tabricate'])
    expect((await runFake(argv)).exitCode).toBe(4)
    const { stdout } = await runFake([...argv, '--force', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ model: 'tvae', bytes: bytes.length })
  })

  it('says of a model that is no network that there is no such file', async () => {
    const { exitCode, stderr } = await runFake(['export', file('independent'), '-o', file('none.onnx')])
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/"independent" is no neural network.*fit ctgan or tvae/)
    await expect(readFile(file('none.onnx'))).rejects.toThrow(/ENOENT/)
  })
})
