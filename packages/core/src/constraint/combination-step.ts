import { z } from 'zod'
import { TabricateError } from '../errors.ts'
import type { Column } from '../table/column.ts'
import type { Schema } from '../table/schema.ts'
import { type Field, type Fields, fieldOf } from './fields.ts'

const values = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('categorical'), values: z.array(z.string()) }),
  z.strictObject({ type: z.literal('boolean'), values: z.array(z.boolean()) }),
  z.strictObject({ type: z.literal('numerical'), values: z.array(z.number()) }),
  z.strictObject({ type: z.literal('datetime'), values: z.array(z.number()) }),
])
type Values = z.infer<typeof values>

/** Columns learned as one categorical column, under the name of the first, whose categories are the combinations that occur. */
export const combinationStepSchema = z.strictObject({
  kind: z.literal('combination'),
  /** A combination is the text of the positions in `values`, −1 for missing, with commas between. */
  columns: z.array(z.strictObject({ name: z.string(), values })).min(2),
})
export type CombinationStep = z.infer<typeof combinationStepSchema>

export function learnCombinations(fields: Fields, names: readonly string[]): CombinationStep {
  const columns = names.map((name) => ({ name, values: valuesIn(fieldOf(fields, name).column) }))
  return { kind: 'combination', columns }
}

function valuesIn(column: Column): Values {
  switch (column.type) {
    case 'categorical':
      return { type: 'categorical', values: [...column.categories] }
    case 'boolean':
      return { type: 'boolean', values: [false, true] }
    case 'numerical':
    case 'datetime': {
      const distinct = new Set(column.values.filter((value) => !Number.isNaN(value)))
      return { type: column.type, values: [...distinct].sort((a, b) => a - b) }
    }
    case 'id':
      throw new TabricateError('DEFECT', 'Ids are not learned, and cannot be part of a combination.')
    default:
      return column satisfies never
  }
}

/** One column of combinations in place of the first, and none of the others. A value that was not learned stands as `?`. */
export function applyCombinations(
  { columns }: CombinationStep,
  real: Fields,
  learned: Map<string, Field>,
): void {
  const parts = columns.map(({ name, values: known }) => positionsOf(fieldOf(real, name).column, known))
  const codes = new Map<string, number>()
  const rowCodes = Int32Array.from(parts[0] ?? [], (_, row) => {
    const text = parts.map((positions) => positions[row] ?? '?').join(',')
    const code = codes.get(text) ?? codes.size
    if (code === codes.size) codes.set(text, code)
    return code
  })
  const names = columns.map(({ name }) => name)
  for (const name of names.slice(1)) learned.delete(name)
  const [name = ''] = names
  const reason = `combinations of ${names.map((each) => `"${each}"`).join(', ')}`
  learned.set(name, {
    schema: { type: 'categorical', name, reason, missing: '' },
    column: { type: 'categorical', codes: rowCodes, categories: [...codes.keys()] },
  })
}

/** For each row its position among known values; −1 missing, `?` unknown. */
function positionsOf(column: Column, known: Values): readonly (number | '?')[] {
  const places = new Map<string | boolean | number, number>(known.values.map((value, at) => [value, at]))
  const placeOf = (value: string | boolean | number | undefined) =>
    value === undefined ? -1 : (places.get(value) ?? '?')
  switch (column.type) {
    case 'categorical':
      return Array.from(column.codes, (code) => placeOf(column.categories[code]))
    case 'boolean':
      return Array.from(column.codes, (code) => placeOf(code < 0 ? undefined : code === 1))
    case 'numerical':
    case 'datetime':
      return Array.from(column.values, (value) => placeOf(Number.isNaN(value) ? undefined : value))
    case 'id':
      return []
    default:
      return column satisfies never
  }
}

/** The columns in place of their combinations. */
export function revertCombinations(
  { columns }: CombinationStep,
  schema: Schema,
  fields: Map<string, Field>,
): void {
  const { column } = fieldOf(fields, columns[0]?.name ?? '')
  if (column.type !== 'categorical') throw notACombination()
  const positions = column.categories.map((text) => readCombination(text, columns))
  columns.forEach(({ name, values: known }, index) => {
    const described = schema.columns.find((each) => each.name === name)
    if (described?.type !== known.type) throw notACombination()
    const places = Int32Array.from(column.codes, (code) => positions[code]?.[index] ?? -1)
    fields.set(name, { schema: described, column: columnOf(known, places) })
  })
}

/**
 * The cells that the text of a combination stands for, in the order of the step's columns; `null` = missing.
 * @throws TabricateError `MODEL_STATE_INVALID`
 */
export function combinationCells(
  { columns }: CombinationStep,
  text: string,
): readonly (string | number | boolean | null)[] {
  return readCombination(text, columns).map((place, index) => columns[index]?.values.values[place] ?? null)
}

function readCombination(text: string, columns: CombinationStep['columns']): readonly number[] {
  const places = text.split(',').map(Number)
  const isKnown = places.every(
    (place, index) =>
      Number.isInteger(place) && place >= -1 && place < (columns[index]?.values.values.length ?? 0),
  )
  if (places.length !== columns.length || !isKnown) throw notACombination()
  return places
}

function columnOf(known: Values, places: Int32Array): Column {
  switch (known.type) {
    case 'categorical':
      return { type: 'categorical', codes: places, categories: known.values }
    case 'boolean':
      return { type: 'boolean', codes: Int8Array.from(places) }
    case 'numerical':
    case 'datetime':
      return {
        type: known.type,
        values: Float64Array.from(places, (place) => known.values[place] ?? Number.NaN),
      }
    default:
      return known satisfies never
  }
}

function notACombination(): TabricateError {
  return new TabricateError(
    'MODEL_STATE_INVALID',
    'The combinations of columns in the model do not fit its table. Take the file from where it was saved.',
  )
}
