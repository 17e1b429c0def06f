import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exitCodeOf, runProcess, startProcess } from '../test/run-process.ts'

const people = [
  'sex,age',
  ...Array.from({ length: 50 }, (_, i) => `${i % 3 === 0 ? 'f' : 'm'},${20 + i}.5`),
  '',
].join('\n')
const independent = ['synthesize', '-', '--model', 'independent']

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
})
afterEach(() => rm(folder, { recursive: true }))

const run = (argv: readonly string[], stdin = '') => runProcess(argv, folder, stdin)

function start(argv: readonly string[], stdin: string) {
  const child = startProcess(argv, folder)
  child.stdin.end(stdin)
  return child
}

describe('the process', () => {
  it('works in a pipe', async () => {
    const { exitCode, stdout, stderr } = await run([...independent, '--rows', '3', '--quiet'], people)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^sex,age\n([fm],\d\d\.5\n){3}$/)
  })

  it('writes megabytes through a pipe, whole', async () => {
    const { exitCode, stdout } = await run([...independent, '--rows', '300000', '--quiet'], people)
    expect(exitCode).toBe(0)
    expect(stdout.split('\n')).toHaveLength(300_002)
  })

  it('ends quietly when the reader has had enough', async () => {
    const child = start([...independent, '--rows', '100000000', '--quiet'], people)
    const stderr = text(child.stderr)
    await once(child.stdout, 'data')
    child.stdout.destroy()
    expect(await exitCodeOf(child)).toBe(0)
    expect(await stderr).toBe('')
  })

  it('ends with the code of the error, and says it on stderr alone', async () => {
    await writeFile(join(folder, 'out.csv'), 'precious')
    const { exitCode, stdout, stderr } = await run([...independent, '-o', 'out.csv'], people)
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' })
    expect(stderr).toMatch(/^tabricate: "out\.csv" exists already/)
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('precious')
    expect((await run(['synthesize'])).exitCode).toBe(2)
    expect((await run(['inspect', '-'], 'a,b\n1\n')).exitCode).toBe(3)
  })

  it('prints nothing but JSON on stdout with --json', async () => {
    const { exitCode, stdout, stderr } = await run(
      [...independent, '--rows', '5', '-o', 'out.csv', '--json'],
      people,
    )
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ model: 'independent', rows: 5, output: 'out.csv' })
    expect(await readdir(folder)).toEqual(['out.csv'])
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops at %s and leaves nothing half written', async (signal, code) => {
    const child = start(
      [...independent, '--rows', '100000000', '-o', 'out.csv', '--save', 'people.tabricate'],
      people,
    )
    let messages = ''
    child.stderr.on('data', (chunk: Buffer) => {
      messages += chunk.toString()
      // The model is saved; the rows are being written.
      if (messages.includes('Saved the model')) child.kill(signal)
    })
    expect(await exitCodeOf(child)).toBe(code)
    expect(await readdir(folder)).toEqual(['people.tabricate'])
  })

  it('stops at SIGINT while it waits for input', async () => {
    const child = startProcess(['synthesize', '-', '--model', 'identity', '-o', 'out.csv'], folder)
    // Said before the input is read, which never ends here.
    child.stderr.on('data', (chunk: Buffer) => chunk.toString().startsWith('warning') && child.kill('SIGINT'))
    expect(await exitCodeOf(child)).toBe(130)
    expect(await readdir(folder)).toEqual([])
  })
})
