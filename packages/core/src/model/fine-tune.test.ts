import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeCheckpoint, encodeCheckpoint } from '../artifact/checkpoint-file.ts'
import { independent } from '../baselines/independent.ts'
import { fixedCombinations, lessThan } from '../constraint/constraint.ts'
import { custom } from '../constraint/custom-constraint.ts'
import { getColumn, type Table } from '../table/table.ts'
import { categoricalField, idField, numericalField, tableOf } from '../testing/table-fixtures.ts'
import { defineModel } from './define-model.ts'
import type { Checkpoint, Fitted } from './model.ts'

const withState = (fitted: Fitted): Fitted => ({ ...fitted, checkpoint: () => fitted.state() })
const fit: typeof independent.definition.fit = async (prepared, context) =>
  withState(await independent.definition.fit(prepared, context))

/** Forgets its state and learns the new rows: enough to see what core does. */
const forgetful = defineModel<{ epochs: number; width: number }>({
  version: 1,
  id: 'forgetful',
  options: z.strictObject({ epochs: z.int().min(1).default(1), width: z.int().default(8) }),
  fit: (prepared, context) => fit(prepared, { ...context, options: {} }),
  restore: (state, context) => independent.definition.restore(state, { ...context, options: {} }),
  fineTuning: { options: ['epochs'], fit: (prepared, context) => fit(prepared, { ...context, options: {} }) },
})

function people(count: number, from: number): Table {
  const rows = Array.from({ length: count }, (_, row) => row)
  return tableOf(
    [
      idField(
        'id',
        rows.map((row) => String(from + row)),
      ),
      categoricalField(
        'city',
        ['Lyon', 'Kyoto'],
        rows.map((row) => row % 2),
      ),
      categoricalField(
        'country',
        ['France', 'Japan'],
        rows.map((row) => row % 2),
      ),
      numericalField(
        'start',
        rows.map((row) => from + row),
        0,
      ),
      numericalField(
        'end',
        rows.map((row) => from + row + 1 + (row % 50)),
        0,
      ),
    ],
    count,
  )
}
const rules = [fixedCombinations('city', 'country'), lessThan('start', 'end')]

async function checkpointOf(
  constraints: Parameters<ReturnType<typeof forgetful>['fit']>[1] = {},
): Promise<Checkpoint> {
  const checkpoint = (await forgetful().fit(people(100, 1), constraints)).checkpoint()
  if (checkpoint === undefined) throw new Error('there is no checkpoint')
  return decodeCheckpoint(await encodeCheckpoint(checkpoint))
}

function numbers(table: Table, name: string): readonly number[] {
  const { column } = getColumn(table, name)
  return column.type === 'numerical' ? [...column.values] : []
}

describe('going on with new rows', () => {
  it('reaches their range, with ids of neither table, under the rules of the first fit', async () => {
    const checkpoint = await checkpointOf({ constraints: rules })
    const tuned = await forgetful.fineTune(checkpoint, people(80, 1001), { options: { epochs: 3 } })
    expect(tuned.snapshot()).toMatchObject({
      rowCount: 80,
      constraints: rules,
      options: { epochs: 3, width: 8 },
    })
    const rows = await tuned.sample(300)
    const [starts, ends] = [numbers(rows, 'start'), numbers(rows, 'end')]
    expect(Math.min(...starts)).toBeGreaterThan(1000)
    expect(ends.every((end, row) => end > (starts[row] ?? 0))).toBe(true)
    const { column } = getColumn(rows, 'id')
    expect(column.type === 'id' && column.values[0]).toBe('1081')
  })

  it('refuses new rows that break a rule, or have a combination that has no code, and leaves them out on request', async () => {
    const checkpoint = await checkpointOf({ constraints: rules })
    const broken = people(20, 1)
    const moved = {
      ...broken,
      columns: broken.columns.with(4, { type: 'numerical', values: new Float64Array(20) }),
    }
    await expect(forgetful.fineTune(checkpoint, moved)).rejects.toMatchObject({ code: 'CONSTRAINT_VIOLATED' })
    const codes = Int32Array.from({ length: 20 }, (_, row) => (row < 3 ? 1 : row % 2))
    const mixed = {
      ...broken,
      columns: broken.columns.with(2, { type: 'categorical', codes, categories: ['France', 'Japan'] }),
    }
    await expect(forgetful.fineTune(checkpoint, mixed)).rejects.toMatchObject({
      code: 'INVALID_TABLE',
      issues: [{ path: ['columns', 'city and country'] }],
    })
    const notices: string[] = []
    const onNotice = (notice: string) => notices.push(notice)
    const tuned = await forgetful.fineTune(checkpoint, mixed, { unknownValues: 'drop', onNotice })
    expect(tuned.snapshot().rowCount).toBe(18)
    expect(notices.join()).toContain('2 of 20 rows have values that the first fit did not have')
  })

  it('asks for custom constraints again', async () => {
    const positive = custom('positive', ({ start }) => Number(start) > 0)
    const checkpoint = await checkpointOf({ constraints: [positive] })
    await expect(forgetful.fineTune(checkpoint, people(9, 1))).rejects.toMatchObject({
      code: 'CONSTRAINT_REQUIRED',
    })
    const tuned = await forgetful.fineTune(checkpoint, people(9, 1), { constraints: [positive] })
    expect(tuned.snapshot().constraints).toEqual(['positive'])
  })

  it('says what cannot be gone on from, and with what', async () => {
    const checkpoint = await checkpointOf()
    const rows = people(9, 1)
    const { encoding: _, ...early } = checkpoint
    await expect(forgetful.fineTune(early, rows)).rejects.toMatchObject({ code: 'MODEL_STATE_INVALID' })
    await expect(independent.fineTune(checkpoint, rows)).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' })
    const own = { ...checkpoint, modelId: 'independent', options: {} }
    await expect(independent.fineTune(own, rows)).rejects.toMatchObject({ code: 'INVALID_OPTIONS' })
    await expect(forgetful.fineTune(checkpoint, rows, { options: { width: 9 } })).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      issues: [{ path: ['width'], message: 'was decided by the first fit: 8; only epochs may differ' }],
    })
    const further = tableOf(
      [
        ...rows.schema.columns.map((schema, i) => [schema, rows.columns[i]] as const),
        numericalField('new', [1]),
      ].flatMap(([schema, column]) => (column === undefined ? [] : [[schema, column] as const])),
      9,
    )
    await expect(forgetful.fineTune(checkpoint, { ...further, rowCount: 9 })).rejects.toMatchObject({
      code: 'INVALID_TABLE',
    })
  })
})
