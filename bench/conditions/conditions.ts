import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  evaluateQuality,
  getColumn,
  matchRows,
  readWhere,
  type SampleStats,
  type Synthesizer,
  type Table,
} from '@tabricate/core'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { parseObject } from '../harness/protocol.ts'
import { models } from '../ours/models.ts'
import type { ConditionsResult } from './conditions-result.ts'
import { conditionsOnThree, generateSubset, generateTable, type SubsetName } from './generated-table.ts'

const trainingRows = 100_000
const drawnRows = 5000

/**
 * `conditions`: rows of conditions on three columns, once with a category of 0.1 % of the rows, from a model of a generated table; compared
 * with rows of that subset of the known distribution.
 */
export async function conditions(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'ctgan' },
      options: { type: 'string', default: '{}' },
      seeds: { type: 'string', default: '0,1,2' },
    },
  })
  const create = models[values.model]
  if (create === undefined)
    throw new Error(`There is no model "${values.model}"; there are ${Object.keys(models).join(', ')}.`)
  const options = parseObject(values.options, '--options')
  const runs: ConditionsResult['runs'][number][] = []
  for (const seed of values.seeds.split(',').map(Number)) {
    const table = await generateTable(trainingRows, seed)
    const synthesizer = await create(options).fit(table, { seed })
    for (const subset of ['rare', 'frequent'] as const) {
      const run = { seed, ...(await measure(synthesizer, table, subset, seed)) }
      console.log(JSON.stringify(run))
      runs.push(run)
    }
    await synthesizer.dispose()
  }
  const folder = join(results, 'conditions')
  mkdirSync(folder, { recursive: true })
  const result: ConditionsResult = {
    model: values.model,
    options,
    trainingRows,
    drawnRows,
    machine: describeMachine(),
    commit: describeCommit(),
    measuredAt: new Date().toISOString(),
    runs,
  }
  writeFileSync(join(folder, `${values.model}.json`), `${JSON.stringify(result, undefined, 2)}\n`)
}

async function measure(synthesizer: Synthesizer, table: Table, subset: SubsetName, seed: number) {
  const where = conditionsOnThree[subset]
  let stats: SampleStats | undefined
  const start = performance.now()
  const synthetic = await synthesizer.sample(drawnRows, {
    seed,
    where,
    onStats: (seen) => {
      stats = seen
    },
  })
  const seconds = (performance.now() - start) / 1000
  return {
    subset,
    exact: share(matchRows(synthetic, readWhere(synthetic.schema, where))),
    trainingRowsOfSubset: Math.round(share(matchRows(table, readWhere(table.schema, where))) * trainingRows),
    rowsPerSecond: drawnRows / seconds,
    drawnForEach: (stats?.drawnRows ?? Number.NaN) / drawnRows,
    ...(await compare(synthetic, subset, seed)),
  }
}

/** Shapes and pairs of the columns that the condition leaves open, and what two true samples of that size reach. */
async function compare(synthetic: Table, subset: SubsetName, seed: number) {
  const truth = openColumns(await generateSubset(subset, drawnRows, seed + 1000))
  const other = openColumns(await generateSubset(subset, drawnRows, seed + 2000))
  const score = (rows: Table) => {
    const { columnShapes, columnPairTrends } = evaluateQuality({
      real: truth,
      synthetic: rows,
      scoring: 'sdmetrics-all-pairs',
    })
    return { shapes: columnShapes.value ?? Number.NaN, trends: columnPairTrends.value ?? Number.NaN }
  }
  return { ours: score(openColumns(synthetic)), ceiling: score(other) }
}

function openColumns(table: Table): Table {
  const names = table.schema.columns
    .map(({ name }) => name)
    .filter((name) => !(name in conditionsOnThree.rare))
  const picked = names.map((name) => getColumn(table, name))
  return {
    rowCount: table.rowCount,
    schema: { columns: picked.map(({ schema }) => schema) },
    columns: picked.map(({ column }) => column),
  }
}

function share(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0) / marks.length
}
