import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { evaluateQuality, parseTable, type Synthesizer, type Table, TabricateError } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// The decoders of docs/guides/onnx-export.md, as they stand there, draw from exported files: nothing of this library takes part.
const root = join(import.meta.dirname, '..')
const guide = await readFile(join(root, 'docs', 'guides', 'onnx-export.md'), 'utf8')
const decoderIn = (language: string) =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(guide)?.[1] ?? ''
/** A Python with onnxruntime and numpy. */
const python = process.env['TABRICATE_ONNX_PYTHON']

const run = promisify(execFile)
let folder = ''
let real: Table
const synthesizers = new Map<string, Synthesizer>()

beforeAll(async () => {
  // Inside the workspace, so that onnxruntime-node is found.
  await mkdir(join(root, '.cache'), { recursive: true })
  folder = await mkdtemp(join(root, '.cache', 'onnx-export-'))
  real = await readTable(join(root, 'examples', 'data', 'penguins.csv'))
  await writeFile(join(folder, 'sample.mjs'), decoderIn('js'))
  await writeFile(join(folder, 'sample.py'), decoderIn('python'))
  const models = [
    ctgan({ epochs: 5, generatorDims: [64, 64], discriminatorDims: [64] }),
    tvae({ epochs: 10 }),
  ]
  for (const model of models) {
    const synthesizer = await model.fit(real, { seed: 1 })
    synthesizers.set(model.id, synthesizer)
    await writeFile(join(folder, `${model.id}.onnx`), synthesizer.toOnnx())
  }
}, 300_000)
afterAll(async () => {
  for (const synthesizer of synthesizers.values()) await synthesizer.dispose()
  await rm(folder, { recursive: true })
})

const rowCount = 5000

/** Rows that a program prints as JSON, one a line. */
async function printedRows(command: string, args: readonly string[]): Promise<Table> {
  const { stdout } = await run(command, args, { cwd: folder, maxBuffer: 50_000_000 })
  return parseTable(new TextEncoder().encode(stdout), { format: 'json', schema: real.schema })
}

const inJavaScript = (model: string) =>
  printedRows(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { sample } from './sample.mjs'
    for await (const row of sample('${model}.onnx', ${rowCount})) console.log(JSON.stringify(row))`,
  ])

const inPython = (model: string) =>
  printedRows(python ?? '', [
    '-c',
    `import json; from sample import sample
for row in sample('${model}.onnx', ${rowCount}, seed=1): print(json.dumps(row, default=str))`,
  ])

/** Scores of two samples of one model are some thousandths apart. */
const tolerance = 0.01

/** Rows from the file are as like the model's as other rows of the model are. */
async function expectSameDistribution(model: string, drawn: Table): Promise<void> {
  const synthesizer = synthesizers.get(model)
  const own = await synthesizer?.sample(rowCount, { seed: 3 })
  const other = await synthesizer?.sample(rowCount, { seed: 4 })
  if (own === undefined || other === undefined) throw new TabricateError('DEFECT', `There is no ${model}.`)
  expect(drawn.rowCount).toBe(rowCount)
  const [found, expected] = [drawn, other].map((synthetic) =>
    evaluateQuality({ real: own, synthetic, scoring: 'sdmetrics-all-pairs' }),
  )
  for (const part of ['columnShapes', 'columnPairTrends'] as const) {
    const wanted = expected?.[part].value ?? Number.NaN
    expect(wanted).toBeGreaterThan(0.95)
    expect(found?.[part].value ?? Number.NaN).toBeGreaterThan(wanted - tolerance)
  }
}

describe.each(['ctgan', 'tvae'])('the decoders of the guide, with %s', (model) => {
  test('draw in JavaScript what the model draws', async () => {
    await expectSameDistribution(model, await inJavaScript(model))
  })

  test.skipIf(python === undefined)(
    'draw in Python what the model draws (needs TABRICATE_ONNX_PYTHON: a Python with onnxruntime and numpy)',
    async () => {
      await expectSameDistribution(model, await inPython(model))
    },
  )
})

test('the decoders are some thirty lines', () => {
  for (const language of ['js', 'python'])
    expect(decoderIn(language).trim().split('\n').length).toBeLessThanOrEqual(35)
})

test('a mixture says that it is no network', async () => {
  const synthesizer = await mixture({ components: 2 }).fit(real)
  expect(() => synthesizer.toOnnx()).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }))
})
