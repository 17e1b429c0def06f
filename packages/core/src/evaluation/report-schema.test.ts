import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { selectRows } from '../table/table.ts'
import { degenerateTable, mixedTable, numericTable } from '../testing/table-fixtures.ts'
import { evaluate } from './evaluate.ts'
import { reportSchema } from './report-schema.ts'

describe('reportSchema', () => {
  const empty = selectRows(mixedTable(50), new Int32Array(0))
  const tables = {
    mixed: { real: mixedTable(120, 1), synthetic: mixedTable(100, 2), holdout: mixedTable(90, 3) },
    'without a holdout': { real: numericTable(60, 1), synthetic: numericTable(50, 2) },
    'without synthetic rows': { real: mixedTable(50), synthetic: empty, holdout: mixedTable(40, 2) },
    'without real rows': { real: empty, synthetic: mixedTable(50), holdout: mixedTable(40, 2) },
    'without any rows': { real: empty, synthetic: empty, holdout: empty },
    'without information': {
      real: degenerateTable(40),
      synthetic: degenerateTable(30),
      holdout: degenerateTable(20),
    },
    'with one row each': {
      real: mixedTable(1, 1),
      synthetic: mixedTable(1, 2),
      holdout: mixedTable(1, 3),
    },
  }

  it.each(Object.entries(tables))('describes the report of tables %s', async (_, given) => {
    const target = given.real.schema.columns[1]?.name
    const report = await evaluate({
      ...given,
      ...(target === undefined ? {} : { target }),
      privacy: { attacks: 20 },
    })
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
  })

  it('refuses figures that are no numbers, and keys that it does not know', async () => {
    const report = await evaluate({ real: numericTable(30, 1), synthetic: numericTable(30, 2) })
    const broken = { ...report, seed: Number.NaN, newer: true }
    const issues = reportSchema.safeParse(broken).error?.issues.map(({ path, code }) => [...path, code])
    expect(issues).toContainEqual(['seed', 'invalid_type'])
    expect(issues).toContainEqual(['unrecognized_keys'])
    expect(reportSchema.safeParse({ ...report, version: 2 }).success).toBe(false)
  })

  it('can be told as JSON Schema', () => {
    expect(z.toJSONSchema(reportSchema)).toMatchObject({
      type: 'object',
      properties: { version: { const: 1 } },
    })
  })
})
