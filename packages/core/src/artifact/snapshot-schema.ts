import { type ZodType, z } from 'zod'
import { constraintSchema } from '../constraint/constraint.ts'
import { type Transformation, transformationStepSchema } from '../constraint/transformation.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import type { SynthesizerSnapshot } from '../model/model.ts'
import { personalLocales, personalProviders } from '../personal/personal-format.ts'

const numberFormat = z.strictObject({
  style: z.enum(['integer', 'fixed', 'shortest']),
  decimals: z.int().min(0).nullable(),
  minDecimals: z.int().min(0).exactOptional(),
  decimalMark: z.literal(',').exactOptional(),
})
const idFormat = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sequence'), start: z.number(), step: z.number() }),
  z.strictObject({ kind: z.literal('uuid') }),
  z.strictObject({ kind: z.literal('pattern'), pattern: z.string() }),
  z.strictObject({
    kind: z.literal('personal'),
    provider: z.enum(personalProviders),
    locale: z.enum(personalLocales).exactOptional(),
    pattern: z.string().exactOptional(),
  }),
])

const described = { name: z.string(), reason: z.string(), missing: z.string() }
const columnSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...described, type: z.literal('numerical'), format: numberFormat }),
  z.strictObject({ ...described, type: z.literal('datetime'), format: z.string() }),
  z.strictObject({ ...described, type: z.literal('categorical') }),
  z.strictObject({ ...described, type: z.literal('boolean'), words: z.tuple([z.string(), z.string()]) }),
  z.strictObject({ ...described, type: z.literal('id'), format: idFormat, unique: z.boolean() }),
])

const schema = z.strictObject({ columns: z.array(columnSchema) })

const planned = {
  name: z.string(),
  preparedIndex: z.int().min(0).nullable(),
  hasMissing: z.boolean(),
  reason: z.string(),
}
const codes = z.array(z.int().min(0))
const columnPlan = z.discriminatedUnion('kind', [
  z.strictObject({
    ...planned,
    kind: z.literal('categories'),
    categories: z.array(z.string()),
    used: codes,
    groups: z
      .strictObject({
        codes,
        counts: codes,
        codeCount: z.int().min(1),
        keptCount: z.int().min(0),
        alikeCount: z.int().min(0),
      })
      .exactOptional(),
  }),
  z.strictObject({ ...planned, kind: z.literal('booleans'), used: codes }),
  z.strictObject({
    ...planned,
    kind: z.literal('distinct'),
    type: z.enum(['numerical', 'datetime']),
    values: z.array(z.number()),
  }),
  z.strictObject({
    ...planned,
    kind: z.literal('numbers'),
    min: z.number(),
    max: z.number(),
    decimals: z.int().nullable(),
    grid: z.array(z.number()).nullable(),
  }),
  z.strictObject({
    ...planned,
    kind: z.literal('dates'),
    origin: z.number(),
    resolution: z.number().positive(),
    last: z.number(),
    grid: z.array(z.number()).nullable(),
  }),
  z.strictObject({
    ...planned,
    kind: z.literal('generated'),
    format: idFormat,
    unique: z.boolean(),
    distinct: z.int().min(0),
    real: z.base64(),
  }),
])

const columnShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('discrete'), name: z.string(), cardinality: z.int().min(1) }),
  z.strictObject({ kind: z.literal('continuous'), name: z.string(), hasMissing: z.boolean() }),
])

export const planSchema: ZodType<PreparationPlan> = z.strictObject({ schema, columns: z.array(columnPlan) })

export const transformationSchema: ZodType<Transformation> = z.strictObject({
  schema,
  steps: z.array(transformationStepSchema),
})

/** Rules, and names of constraints that are not saved. */
export const savedConstraintsSchema: ZodType<SynthesizerSnapshot['constraints']> = z.array(
  z.union([z.string(), constraintSchema]),
)

/** The part of a synthesizer's snapshot that core owns, checked before anything is made of it. */
export const snapshotSchema: ZodType<Omit<SynthesizerSnapshot, 'state'>> = z.strictObject({
  modelId: z.string(),
  modelVersion: z.int().min(1),
  options: z.json(),
  seed: z.number(),
  threads: z.int().min(1),
  rowCount: z.int().min(1),
  plan: planSchema,
  transformation: transformationSchema.exactOptional(),
  shapes: z.array(columnShape),
  curve: z.array(
    z.strictObject({
      epoch: z.int().min(1),
      losses: z.record(z.string(), z.number()),
      quality: z.number().exactOptional(),
    }),
  ),
  constraints: savedConstraintsSchema,
})
