import { evaluate } from '../../src/evaluation/evaluate.ts'
import type { Report } from '../../src/evaluation/report.ts'
import { createRng } from '../../src/random/rng.ts'
import { selectRows, type Table } from '../../src/table/table.ts'
import {
  categoricalField,
  degenerateTable,
  idField,
  mixedTable,
  numericalField,
  numericTable,
  tableOf,
} from '../../src/testing/table-fixtures.ts'
import { alteredReports } from './altered-reports.ts'

const origin = {
  tables: { real: 'real.csv', synthetic: 'synthetic.csv', holdout: 'holdout.csv' },
  model: 'ctgan',
  options: { epochs: 3 },
  seed: 5,
  threads: 2,
  software: { tabricate: '1.2.3' },
  fitMs: 90_000,
  sampleMs: 1234,
  training: {
    epochs: [1, 2, 3],
    curves: [
      { name: 'generator', values: [0.5, null, -0.25] },
      { name: 'critic', values: [1, 2, 3] },
      { name: 'loss', values: [null, null, null] },
      { name: 'negativeLogLikelihood', values: [3, 2, 1] },
      { name: 'quality', values: [null, 0.5, 0.75] },
    ],
  },
}

/** Reports that say together everything that a report can say, by what is particular to them. */
export async function reportVariants(): Promise<ReadonlyMap<string, Report>> {
  const whole = await evaluate({
    real: mixedTable(200, 1),
    synthetic: mixedTable(150, 2),
    holdout: mixedTable(100, 3),
    target: 'smoker',
    privacy: { attacks: 5, disclosure: { known: ['gain'], sensitive: ['smoker'] } },
    origin,
  })
  const empty = selectRows(mixedTable(30), new Int32Array(0))
  const tables = {
    'of numbers': {
      real: numericTable(60, 1),
      synthetic: numericTable(60, 2),
      holdout: numericTable(30, 3),
      target: 'y',
    },
    'of new classes': { ...newClasses(), target: 'color' },
    'of columns that say little': { real: degenerateTable(40), synthetic: degenerateTable(40) },
    'of ids': { real: idTable(20), synthetic: idTable(30), target: 'key' },
    'without synthetic rows': { real: mixedTable(30), synthetic: empty },
    'without any rows': { real: empty, synthetic: empty, holdout: empty },
    'of one row': { real: mixedTable(1, 1), synthetic: mixedTable(1, 2), holdout: mixedTable(1, 3) },
  }
  const reports: [string, Report][] = [['whole', whole], ...alteredReports(whole)]
  for (const [name, given] of Object.entries(tables))
    reports.push([name, await evaluate({ ...given, privacy: { attacks: 3 } })])
  return new Map(reports)
}

/** A class of which the real table has none. */
function newClasses(): { real: Table; synthetic: Table; holdout: Table } {
  const table = (rows: number, seed: number, classes: number): Table => {
    const rng = createRng(seed)
    return tableOf(
      [
        categoricalField(
          'color',
          ['c0', 'c1', 'c2', 'c3'],
          Int32Array.from({ length: rows }, () => rng.integer(classes)),
        ),
        numericalField(
          'size',
          Float64Array.from({ length: rows }, () => rng.uniform() * classes),
        ),
      ],
      rows,
    )
  }
  return { real: table(60, 1, 3), synthetic: table(60, 2, 4), holdout: table(30, 3, 3) }
}

function idTable(rows: number): Table {
  return tableOf(
    [
      idField(
        'key',
        Array.from({ length: rows }, (_, i) => `k${i}`),
      ),
    ],
    rows,
  )
}
