import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

const people = ['sex,age,income', ...Array.from({ length: 60 }, (_, i) => peopleRow(i)), ''].join('\n')

function peopleRow(i: number): string {
  return `${i % 3 === 0 ? 'Female' : 'Male'},${20 + ((i * 7) % 45)}.5,${i % 4 === 0 ? '>50K' : '<=50K'}`
}

let folder = ''
let input = ''
let output = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  input = join(folder, 'people.csv')
  output = join(folder, 'synthetic.csv')
  await writeFile(input, people)
})
afterEach(() => rm(folder, { recursive: true }))

const independent = ['--model', 'independent']

describe('synthesize', () => {
  it('writes as many rows as asked for, with the real header, and says so on stderr', async () => {
    const run = await runFake(['synthesize', input, '--rows', '25', ...independent, '-o', output])
    expect(run).toMatchObject({ exitCode: 0, stdout: '' })
    expect(run.stderr).toContain('Learning 60 rows × 3 columns with independent.')
    expect(run.stderr).toContain(`Wrote 25 rows × 3 columns to ${output} (training`)
    const lines = (await readFile(output, 'utf8')).split('\n')
    expect(lines[0]).toBe('sex,age,income')
    expect(lines).toHaveLength(27)
    expect(lines.slice(1, -1).every((line) => /^(Fem|M)ale,\d\d\.5,(>50K|<=50K)$/.test(line))).toBe(true)
  })

  it('writes as many rows as the table has by default, to standard output', async () => {
    const run = await runFake(['synthesize', input, ...independent])
    expect(run.exitCode).toBe(0)
    expect(run.stdout.split('\n')).toHaveLength(62)
  })

  it('reads standard input', async () => {
    const run = await runFake(['synthesize', '-', '--rows', '2', ...independent, '--quiet'], {
      stdin: people,
    })
    expect(run).toMatchObject({ exitCode: 0, stderr: '' })
    expect(run.stdout).toMatch(/^sex,age,income\n(.+\n){2}$/)
  })

  it('speaks other formats on standard streams', async () => {
    const lines = people.trim().split('\n').slice(1)
    const records = lines.map((line) => {
      const [sex, age, income] = line.split(',')
      return JSON.stringify({ sex, age: Number(age), income })
    })
    const argv = ['synthesize', '-', '--rows', '4', ...independent, '--format', 'jsonl', '--quiet']
    const { exitCode, stdout } = await runFake(argv, { stdin: records.join('\n') })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^(\{"sex":"(Fem|M)ale","age":\d\d\.5,"income":"(>50K|<=50K)"\}\n){4}$/)
    const tsv = await runFake(['synthesize', input, '--rows', '1', ...independent, '--format', 'tsv'])
    expect(tsv.stdout).toMatch(/^sex\tage\tincome\n\S+\t\S+\t\S+\n$/)
  })

  it.each(['tsv', 'json', 'jsonl', 'parquet', 'xlsx'])(
    'writes and reads %s by the name of the file',
    async (extension) => {
      const file = join(folder, `synthetic.${extension}`)
      expect(
        (await runFake(['synthesize', input, '--rows', '30', ...independent, '-o', file])).exitCode,
      ).toBe(0)
      const { exitCode, stdout } = await runFake(['inspect', file, '--json'])
      expect(exitCode).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({
        rowCount: 30,
        columns: [
          { name: 'sex', type: 'categorical' },
          { name: 'age', type: 'numerical' },
          { name: 'income', type: 'categorical' },
        ],
      })
    },
  )

  it('gives the same bytes for the same seed, others for another', async () => {
    const rows = async (seed: string) =>
      (await runFake(['synthesize', input, ...independent, '--seed', seed])).stdout
    expect(await rows('5')).toBe(await rows('5'))
    expect(await rows('5')).not.toBe(await rows('6'))
  })

  it('keeps to conditions', async () => {
    const conditions = ['--where', 'income=>50K', '--where', 'age>=30']
    const { stdout } = await runFake(['synthesize', input, '--rows', '40', ...independent, ...conditions])
    const rows = stdout.trim().split('\n').slice(1)
    expect(rows).toHaveLength(40)
    expect(rows.every((row) => row.endsWith(',>50K') && Number(row.split(',')[1]) >= 30)).toBe(true)
  })

  it('prints what it did as JSON', async () => {
    const argv = ['synthesize', input, '--rows', '3', ...independent, '--seed', '4', '-o', output, '--json']
    const { exitCode, stdout, stderr } = await runFake(argv)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      model: 'independent',
      options: {},
      seed: 4,
      threads: 1,
      rows: 3,
      learnedRows: 60,
      output,
      modelFile: null,
      quality: null,
    })
  })

  it('writes a report with floor and ceiling, and holds rows out for it', async () => {
    const report = join(folder, 'score.json')
    const run = await runFake(['synthesize', input, ...independent, '-o', output, '--report', report])
    expect(run.exitCode).toBe(0)
    expect(run.stderr).toContain(
      'Learning 48 rows × 3 columns with independent; 12 rows held out for the report.',
    )
    expect(run.stderr).toMatch(/Quality 0\.\d{3} of 1 \(floor 0\.\d{3}, ceiling 0\.\d{3}\)/)
    const written: unknown = JSON.parse(await readFile(report, 'utf8'))
    expect(written).toMatchObject({ rows: { real: 48, synthetic: 48, holdout: 12 } })
    expect((await readFile(output, 'utf8')).split('\n')).toHaveLength(62)
  })

  it('learns from all rows when nothing is held out', async () => {
    const report = join(folder, 'score.json')
    const argv = ['synthesize', input, ...independent, '-o', output, '--report', report, '--holdout', '0']
    expect((await runFake(argv)).stderr).toContain('Learning 60 rows × 3 columns with independent.')
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({ ceiling: null })
  })

  it('overrules types', async () => {
    const { stdout } = await runFake(['synthesize', input, ...independent, '--type', 'age=categorical'])
    const real = new Set(people.split('\n').map((line) => line.split(',')[1]))
    expect(
      stdout
        .trim()
        .split('\n')
        .every((line) => real.has(line.split(',')[1])),
    ).toBe(true)
  })

  it('warns of the model that copies', async () => {
    const { exitCode, stderr } = await runFake(['synthesize', input, '--model', 'identity', '-o', output])
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/^warning: the model "identity" copies real rows/)
  })
})

describe('synthesize never overwrites', () => {
  it('names all files in the way, before it reads anything', async () => {
    await writeFile(output, 'precious')
    await writeFile(join(folder, 'score.json'), 'precious')
    const argv = [
      'synthesize',
      'missing.csv',
      ...independent,
      '-o',
      output,
      '--report',
      join(folder, 'score.json'),
    ]
    const { exitCode, stderr } = await runFake(argv)
    expect(exitCode).toBe(4)
    expect(stderr).toContain(`"${output}" exists already`)
    expect(stderr).toContain('score.json" exists already')
    expect(stderr).toContain('--force')
    expect(await readFile(output, 'utf8')).toBe('precious')
  })

  it('unless it is told to', async () => {
    await writeFile(output, 'old')
    const run = await runFake(['synthesize', input, ...independent, '-o', output, '--force'])
    expect(run.exitCode).toBe(0)
    expect(await readFile(output, 'utf8')).toMatch(/^sex,age,income\n/)
  })
})

describe('synthesize refuses', () => {
  it.each([
    ['a file that is missing', ['missing.csv', ...independent], 4, /missing\.csv/],
    [
      'numbers that are none',
      ['IN', '--rows', 'many', '--seed', 'x'],
      2,
      /--rows: must be a whole number[\s\S]*--seed: must be a number/,
    ],
    ['options the model does not have', ['IN', ...independent, '--epochs', '3'], 2, /epochs/],
    [
      'a condition on no column',
      ['IN', ...independent, '--where', 'gender=Female'],
      2,
      /gender: no such column/,
    ],
    ['rows and JSON in one stream', ['IN', ...independent, '--json'], 2, /Name a file for the rows with -o/],
    [
      'one file for two things',
      ['IN', ...independent, '-o', 'OUT', '--save', 'OUT'],
      2,
      /is to be written twice/,
    ],
    [
      'a folder that is missing',
      ['IN', ...independent, '-o', 'none/out.csv'],
      4,
      /folder "none" does not exist/,
    ],
    [
      'a type that is none',
      ['IN', ...independent, '--type', 'age=number'],
      2,
      /--type age=number: write column=type/,
    ],
  ])('%s', async (_, argv, code, message) => {
    const given = argv.map((text) => (text === 'IN' ? input : text === 'OUT' ? output : text))
    const { exitCode, stderr, stdout } = await runFake(['synthesize', ...given])
    expect(stderr).toMatch(message)
    expect(exitCode).toBe(code)
    expect(stdout).toBe('')
    expect(await readdir(folder)).toEqual(['people.csv'])
  })

  it('with errors as JSON when asked for JSON', async () => {
    const { exitCode, stderr } = await runFake([
      'synthesize',
      input,
      ...independent,
      '--where',
      'a=b',
      '-o',
      output,
      '--json',
    ])
    expect(exitCode).toBe(2)
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'CONDITION_INVALID', issues: [{ path: ['a'] }] },
    })
  })

  it('to go on when it is interrupted, and leaves nothing behind', async () => {
    const controller = new AbortController()
    const run = await runFake(['synthesize', input, '--rows', '100000000', ...independent, '-o', output], {
      signal: controller.signal,
      onMessage: (text) => text.startsWith('Learning') && controller.abort('SIGINT'),
    })
    expect(run.exitCode).toBe(130)
    expect(await readdir(folder)).toEqual(['people.csv'])
  })
})
