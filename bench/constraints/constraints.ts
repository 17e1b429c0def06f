import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type Constraint,
  type ConstraintRule,
  type CustomConstraint,
  custom,
  evaluateQuality,
  fixedCombinations,
  getColumn,
  lessThan,
  obeyingRows,
  type SampleStats,
  type Table,
} from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { dataFolder, results } from '../harness/paths.ts'
import { parseObject } from '../harness/protocol.ts'
import { models } from '../ours/models.ts'

/** A real table, and a rule that its rows obey, nearly. */
const tables: Readonly<Record<string, { readonly file: string; readonly rule: ConstraintRule }>> = {
  adult: { file: 'adult.csv', rule: fixedCombinations('education', 'education-num') },
  beijing_pm25: { file: 'beijing_pm25.csv', rule: lessThan('DEWP', 'TEMP', { orEqual: true }) },
  userdata1: { file: 'userdata1.csv', rule: lessThan('birthdate', 'registration_dttm') },
}

/**
 * `constraints`: of a sample of real tables, the share of rows rejected and the quality of a model without a rule, with the rule met by rejection, and with the rule learned.
 */
export async function constraints(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'mixture' },
      options: { type: 'string', default: '{}' },
      tables: { type: 'string', default: 'adult,beijing_pm25' },
      seeds: { type: 'string', default: '0,1,2' },
      rows: { type: 'string', default: '10000' },
    },
  })
  const create = models[values.model]
  if (create === undefined) throw new Error(`There is no model "${values.model}".`)
  const model = create(parseObject(values.options, '--options'))
  const runs: object[] = []
  for (const name of values.tables.split(',')) {
    const known = tables[name]
    if (known === undefined) throw new Error(`There is no table "${name}".`)
    const whole = await readTable(join(dataFolder(), known.file), {
      sampleRows: Number(values.rows),
      seed: 0,
    })
    const real = obeyingRows(whole, [known.rule], { violatingRows: 'drop' })
    const ways: Readonly<Record<string, readonly Constraint[]>> = {
      without: [],
      rejected: [byRejection(known.rule, real)],
      learned: [known.rule],
    }
    for (const seed of values.seeds.split(',').map(Number)) {
      for (const [way, rules] of Object.entries(ways)) {
        const synthesizer = await model.fit(real, { seed, constraints: rules })
        const seen: SampleStats[] = []
        const synthetic = await synthesizer.sample(real.rowCount, {
          seed,
          onStats: (each) => seen.push(each),
        })
        await synthesizer.dispose()
        const { score, columnShapes, columnPairTrends } = evaluateQuality({ real, synthetic })
        const drawn = seen[0]?.drawnRows ?? 0
        const rejected = Object.values(seen[0]?.rejectedRows ?? {}).reduce((sum, rows) => sum + rows, 0)
        const run = {
          table: name,
          rows: real.rowCount,
          dropped: whole.rowCount - real.rowCount,
          way,
          seed,
          rejectedShare: rejected / drawn,
          broken: brokenShare(synthetic, byRejection(known.rule, real)),
          quality: score.value,
          shapes: columnShapes.value,
          trends: columnPairTrends.value,
        }
        console.log(JSON.stringify(run))
        runs.push(run)
      }
    }
  }
  const folder = join(results, 'constraints')
  mkdirSync(folder, { recursive: true })
  const origin = {
    machine: describeMachine(),
    commit: describeCommit(),
    measuredAt: new Date().toISOString(),
  }
  writeFileSync(
    join(folder, `${values.model}.json`),
    `${JSON.stringify({ model: values.model, options: model.options, ...origin, runs }, null, 2)}\n`,
  )
}

/** The same rule as a function, which nothing is learned of. */
function byRejection(rule: ConstraintRule, real: Table): CustomConstraint {
  switch (rule.kind) {
    case 'fixedCombinations': {
      const textOf = (row: { readonly [name: string]: unknown }) =>
        JSON.stringify(rule.columns.map((column) => row[column]))
      const known = new Set<string>()
      custom('collect', (row) => known.add(textOf(row)).size > 0).check(real)
      return custom('the rule', (row) => known.has(textOf(row)))
    }
    case 'lessThan':
      return {
        kind: 'custom',
        name: 'the rule',
        check(table) {
          const [low, high] = [rule.low, rule.high].map((name) => numbersOf(table, name))
          return Uint8Array.from(low ?? [], (x, row) => {
            const y = high?.[row] ?? Number.NaN
            return x > y || (rule.orEqual !== true && x === y) ? 0 : 1
          })
        },
      }
    case 'range':
    case 'sumOf':
    case 'unique':
      throw new Error(`${rule.kind} is not measured.`)
  }
}

function brokenShare(table: Table, rule: CustomConstraint): number {
  return rule.check(table).filter((mark) => mark === 0).length / table.rowCount
}

function numbersOf(table: Table, name: string): Float64Array {
  const { column } = getColumn(table, name)
  return column.type === 'numerical' || column.type === 'datetime' ? column.values : new Float64Array(0)
}
