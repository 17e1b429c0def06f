import { mkdtemp, readdir, readFile, rm, watch } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exitCodeOf, runProcess, startProcess } from '../../test/run-process.ts'

const penguins = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'data', 'penguins.csv')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
})
afterEach(() => rm(folder, { recursive: true }))

const run = (argv: readonly string[]) => runProcess(argv, folder)

const brief = ['--model', 'ctgan', '--epochs', '2', '--set', 'batchSize=100', '--seed', '3']

it('learns with ctgan, saves it, and samples the same rows from the file', async () => {
  const argv = [
    'synthesize',
    penguins,
    ...brief,
    '--rows',
    '500',
    '-o',
    'a.csv',
    '--save',
    'p.tabricate',
    '--report',
    'r.json',
  ]
  const { exitCode, stderr } = await run(argv)
  expect(stderr).toContain('Learning 276 rows × 8 columns with ctgan; 68 rows held out for the report.')
  expect(exitCode).toBe(0)
  const rows = await readFile(join(folder, 'a.csv'), 'utf8')
  expect(rows.split('\n')).toHaveLength(502)
  expect(rows).toMatch(
    /^species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex,year\n/,
  )
  const again = await run(['sample', 'p.tabricate', '--rows', '500', '--seed', '3', '--quiet'])
  expect(again).toEqual({ exitCode: 0, stdout: rows, stderr: '' })
  const inspected = await run(['inspect', 'p.tabricate', '--json'])
  expect(JSON.parse(inspected.stdout)).toMatchObject({
    model: 'ctgan',
    learnedRows: 276,
    options: { epochs: 2, batchSize: 100 },
  })
})

it('gives identical bytes in two processes', async () => {
  const argv = ['synthesize', penguins, ...brief, '--quiet']
  const [first, second] = [await run(argv), await run(argv)]
  expect(first.exitCode).toBe(0)
  expect(first.stdout).toBe(second.stdout)
})

it('goes on from its checkpoint after it was killed, to the very same rows', async () => {
  const argv = ['synthesize', penguins, ...brief, '--epochs', '200', '--quiet']
  const whole = await run([...argv])
  expect(whole.exitCode).toBe(0)
  const killed = startProcess([...argv, '--checkpoint', 'p.checkpoint', '-o', 'never.csv'], folder)
  for await (const { filename } of watch(folder)) if (filename === 'p.checkpoint') break
  killed.kill('SIGKILL')
  await exitCodeOf(killed)
  // Neither rows nor half a file are left: the checkpoint alone, or with a part that was being written.
  expect(await readdir(folder)).not.toContain('never.csv')
  const resumed = await run([...argv, '--resume', 'p.checkpoint'])
  expect(resumed).toEqual(whole)
})

it('samples under conditions', async () => {
  const conditions = ['--where', 'species=Gentoo', '--where', 'sex=female', '--where', 'sex=NA']
  const { exitCode, stdout } = await run([
    'synthesize',
    penguins,
    ...brief,
    '--rows',
    '50',
    '--quiet',
    ...conditions,
  ])
  expect(exitCode).toBe(0)
  const rows = stdout.trim().split('\n').slice(1)
  expect(rows).toHaveLength(50)
  expect(rows.every((row) => /^Gentoo,.*,(female|NA),\d{4}$/.test(row))).toBe(true)
})

it('stops a training at SIGINT and leaves nothing behind', async () => {
  const argv = [
    'synthesize',
    penguins,
    '--model',
    'ctgan',
    '--epochs',
    '100000',
    '-o',
    'a.csv',
    '--save',
    'p.tabricate',
  ]
  const child = startProcess(argv, folder)
  child.stderr.on('data', (chunk: Buffer) => chunk.toString().startsWith('training') && child.kill('SIGINT'))
  expect(await exitCodeOf(child)).toBe(130)
  expect(await readdir(folder)).toEqual([])
})
