import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runFake } from '../../test/fake-io.ts'

// The two columns follow each other closely: independent columns are no model of that.
const table = [
  'size,class',
  ...Array.from({ length: 400 }, (_, i) => `${(i * 37) % 100},${(i * 37) % 100 < 50 ? 'small' : 'large'}`),
  '',
].join('\n')

let folder = ''
let input = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  input = join(folder, 'table.csv')
  await writeFile(input, table)
})
afterEach(() => rm(folder, { recursive: true }))

const recommendationSchema = z.object({
  name: z.string(),
  learnedRows: z.number(),
  heldOutRows: z.number(),
  candidates: z.array(z.object({ name: z.string(), quality: z.number() })),
})

describe('recommend', () => {
  const two = ['--model', 'independent', '--model', 'mixture']

  it('says which model is best, and what each reached', async () => {
    const { exitCode, stdout, stderr } = await runFake(['recommend', input, ...two])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^model +quality +nearer to learned rows +training +sampling +problem\n/)
    expect(stdout).toContain('Learned 320 rows; judged by 80 others.')
    expect(stdout).toContain('Recommended: mixture. On a sample of this table "mixture"')
    expect(stderr).toContain('Tried independent')
  })

  it('prints JSON', async () => {
    const { stdout, stderr } = await runFake(['recommend', input, ...two, '--max-rows', '100', '--json'])
    const { name, learnedRows, heldOutRows, candidates } = recommendationSchema.parse(JSON.parse(stdout))
    expect([name, learnedRows, heldOutRows]).toEqual(['mixture', 100, 25])
    expect(candidates.map((each) => each.name)).toEqual(['independent', 'mixture'])
    expect(stderr).toBe('')
  })

  it('refuses what it cannot do', async () => {
    expect((await runFake(['recommend', input, '--model', 'nothing'])).exitCode).toBe(2)
    expect((await runFake(['recommend', input, '--max-seconds', '0'])).exitCode).toBe(2)
    await writeFile(input, 'a\n1\n2\n')
    const { exitCode, stderr } = await runFake(['recommend', input])
    expect(exitCode).toBe(3)
    expect(stderr).toContain('2 rows are too few to compare models; it takes 10.')
  })
})

describe('synthesize --model auto', () => {
  it('chooses a model, says why, and makes its rows', async () => {
    const output = join(folder, 'synthetic.csv')
    // Networks get their first epochs only.
    let now = 0
    const clock = () => (now += 200)
    const run = await runFake(['synthesize', input, '--model', 'auto', '-o', output], { clock })
    expect(run.exitCode).toBe(0)
    expect(run.stderr).toMatch(/Chose mixture: On a sample of this table "mixture" 0\.\d+/)
    expect(run.stderr).toContain('Learning 400 rows × 2 columns with mixture.')
    expect((await readFile(output, 'utf8')).split('\n')).toHaveLength(402)
  }, 120_000)

  it('takes no options of a model', async () => {
    const run = await runFake(['synthesize', input, '--model', 'auto', '--epochs', '3', '--set', 'pac=1'])
    expect(run.exitCode).toBe(2)
    expect(run.stderr).toContain('--epochs')
    expect(run.stderr).toContain('--set')
  })
})
