import { z } from 'zod'
import type { Schema } from '../table/schema.ts'
import type { Table } from '../table/table.ts'
import {
  applyCombinations,
  type CombinationStep,
  combinationStepSchema,
  revertCombinations,
} from './combination-step.ts'
import { widenDerived } from './derived-column.ts'
import { type Fields, fieldOf, fieldsOf, tableOfFields } from './fields.ts'
import { applyGap, type GapStep, gapStepSchema, revertGap } from './gap-step.ts'
import { applySum, revertSum, type SumStep, sumStepSchema } from './sum-step.ts'

export const transformationStepSchema = z.discriminatedUnion('kind', [
  combinationStepSchema,
  sumStepSchema,
  gapStepSchema,
])

/** One constraint's part of a {@link Transformation}. */
export type TransformationStep = CombinationStep | SumStep | GapStep

/**
 * How a real table becomes one from which its rules cannot be broken, and back. Models learn and draw the latter, whose columns are some of
 * the real one's names. Plain JSON, saved with the model.
 */
export interface Transformation {
  /** Of the real table. */
  readonly schema: Schema
  /** In the order of the way back: each reads only real columns and those of steps before it. */
  readonly steps: readonly TransformationStep[]
}

/** The table to be learned in place of `table`, which has the columns of the real one. */
export function applyTransformation({ steps }: Transformation, table: Table): Table {
  const real = fieldsOf(table)
  const learned = new Map(real)
  for (const step of steps) {
    switch (step.kind) {
      case 'combination':
        applyCombinations(step, real, learned)
        break
      case 'sum':
        applySum(step, real, learned)
        break
      case 'gap':
        applyGap(step, real, learned)
        break
      default:
        step satisfies never
    }
  }
  return tableOfFields(learned, table.rowCount)
}

/** The same steps, with bounds that hold the values of further rows too. */
export function widenTransformation({ schema, steps }: Transformation, table: Table): Transformation {
  const fields = fieldsOf(table)
  const widened = steps.map((step): TransformationStep => {
    if (step.kind === 'combination') return step
    return { ...step, derived: widenDerived(step.derived, fieldOf(fields, step.derived.column)) }
  })
  return { schema, steps: widened }
}

/** Rows as the real table has them. */
export interface RevertedRows {
  readonly table: Table
  /** 1 for rows whose computed values lie within the real ranges. */
  readonly marks: Uint8Array
}

/**
 * The way back from a table that was learned or drawn.
 * @throws TabricateError `MODEL_STATE_INVALID` when the steps are not those of such a table
 */
export function revertTransformation({ schema, steps }: Transformation, learned: Table): RevertedRows {
  const fields = fieldsOf(learned)
  const marks = new Uint8Array(learned.rowCount).fill(1)
  for (const step of steps) {
    switch (step.kind) {
      case 'combination':
        revertCombinations(step, schema, fields)
        break
      case 'sum':
        revertSum(step, schema, fields, marks)
        break
      case 'gap':
        revertGap(step, schema, fields, marks)
        break
      default:
        step satisfies never
    }
  }
  const ordered: Fields = new Map(schema.columns.map(({ name }) => [name, fieldOf(fields, name)]))
  return { table: { ...tableOfFields(ordered, learned.rowCount), schema }, marks }
}
