import { decodeModel, encodeModel, type Restorer } from '../artifact/model-file.ts'
import { type Constraint, unique } from '../constraint/constraint.ts'
import { custom } from '../constraint/custom-constraint.ts'
import { isTabricateError } from '../errors.ts'
import type { RestoreArguments } from '../model/define-model.ts'
import type { FitArguments, SampleArguments, SampleStats, Synthesizer } from '../model/model.ts'
import { isMissing } from '../table/column.ts'
import { getColumn, type Table } from '../table/table.ts'
import { tableRecords } from '../table/table-to-records.ts'
import { type ConformanceCase, ensure, ensureSame } from './conformance-case.ts'
import { constrainedTable, tableRules } from './constrained-table.ts'

/** Rows drawn for each check. */
const rowCount = 150

/** Every row of a model obeys its constraints: as drawn, on conditions, rebalanced, and after a way through a file. */
export function testConstraints(
  plugin: Restorer,
  fit: (table: Table, more: FitArguments) => Promise<Synthesizer>,
  restoreArguments: RestoreArguments,
): ConformanceCase {
  return {
    name: 'obeys its constraints, also on conditions and after a way through a file',
    async run() {
      const real = constrainedTable(300)
      const oldEnough = custom('of age for a bonus', ({ age, bonus }) => Number(age) > 20 || bonus === null)
      const constraints: readonly Constraint[] = [...tableRules, unique('hired', 'wage'), oldEnough]
      const synthesizer = await fit(real, { constraints, violatingRows: 'drop' })
      try {
        ensureSame(synthesizer.schema, real.schema, 'the schema')
        const sample = (from: Synthesizer, sampleArguments: SampleArguments = {}) =>
          ensuringObedience(from, real, sampleArguments)
        const rows = await sample(synthesizer, { seed: 1 })
        await sample(synthesizer, { where: { city: 'Paris', country: ['USA', 'France'], left: null } })
        await sample(synthesizer, { rebalance: { country: { Japan: 0.5 } } })
        const file = await encodeModel(synthesizer)
        const [refused] = await Promise.allSettled([decodeModel(file, [plugin], restoreArguments)])
        ensure(
          refused.status === 'rejected' && isTabricateError(refused.reason, 'CONSTRAINT_REQUIRED'),
          'a file was read without its custom constraint',
        )
        const again = await decodeModel(file, [plugin], { ...restoreArguments, constraints: [oldEnough] })
        ensureSame(await sample(again, { seed: 1 }), rows, 'the sample of the model read')
        await again.dispose()
      } finally {
        await synthesizer.dispose()
      }
    },
  }
}

async function ensuringObedience(
  synthesizer: Synthesizer,
  real: Table,
  sampleArguments: SampleArguments,
): Promise<Table> {
  const stats: SampleStats[] = []
  const rows = await synthesizer.sample(rowCount, {
    ...sampleArguments,
    onStats: (each) => stats.push(each),
  })
  ensure(rows.rowCount === rowCount, `${rows.rowCount} rows instead of ${rowCount}`)
  const broken = brokenRules(rows, real)
  ensure(broken.length === 0, broken.slice(0, 5).join('; '))
  const [{ drawnRows = 0, acceptedRows = 0, rejectedRows = {} } = {}] = stats
  const rejected = Object.values(rejectedRows).reduce((sum, count) => sum + count, 0)
  ensure(acceptedRows === rowCount && rejected <= drawnRows, 'no statistics, or wrong ones')
  return rows
}

/** What is wrong with rows, said without the code that keeps rules. */
function brokenRules(rows: Table, real: Table): string[] {
  const placeOf = ({ city, country }: { readonly [name: string]: unknown }) => `${city}, ${country}`
  const places = new Set(Array.from(tableRecords(real), placeOf))
  const seen = new Set<string>()
  const broken: string[] = []
  let at = 0
  for (const row of tableRecords(rows)) {
    at++
    const { pay, wage, bonus, hired, left, age } = row
    const note = (isBroken: boolean, rule: string) => {
      if (isBroken) broken.push(`row ${at} breaks ${rule}: ${JSON.stringify(row)}`)
    }
    note(!places.has(placeOf(row)), 'fixedCombinations')
    if (pay !== null && bonus !== null)
      note(Number(pay).toFixed(2) !== (Number(wage) + Number(bonus)).toFixed(2), 'sumOf')
    if (hired !== null && left !== null) note(String(hired) > String(left), 'lessThan of dates')
    if (bonus !== null) note(Number(bonus) >= Number(wage), 'lessThan of numbers')
    note(Number(age) < 18 || Number(age) > 67, 'range')
    note(Number(age) <= 20 && bonus !== null, 'the custom constraint')
    const key = `${hired} ${wage}`
    note(hired !== null && seen.has(key), 'unique')
    seen.add(key)
  }
  const { column } = getColumn(rows, 'id')
  if (Array.from({ length: rows.rowCount }, (_, row) => isMissing(column, row)).includes(true))
    broken.push('an id is missing')
  return broken
}
