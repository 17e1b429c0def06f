import { TabricateError } from '../errors.ts'
import { detectPersonal, type PersonalFinding } from '../personal/detect-personal.ts'
import type { Column } from '../table/column.ts'
import { detectPersonalNumbers } from '../table/infer-personal.ts'
import type { ColumnSchema } from '../table/schema.ts'
import { columnWarnings } from './column-warnings.ts'
import type { ColumnProfile } from './profile.ts'
import { createNumbersProfiler, type NumbersProfile } from './profile-numbers.ts'
import { createTextsProfiler, type TextsProfile } from './profile-texts.ts'

/** Takes a column chunk by chunk. */
export interface ColumnProfiler {
  add(column: Column): void
  finish(rowCount: number): ColumnProfile
}

/** @param maxCounted so many different values are counted one by one */
export function createColumnProfiler(schema: ColumnSchema, maxCounted: number): ColumnProfiler {
  return schema.type === 'numerical' || schema.type === 'datetime'
    ? profileNumbers(schema, maxCounted)
    : profileTexts(schema, maxCounted)
}

function profileNumbers(
  schema: Extract<ColumnSchema, { type: 'numerical' | 'datetime' }>,
  maxCounted: number,
): ColumnProfiler {
  const { name, type, reason } = schema
  const profiler = createNumbersProfiler(maxCounted)
  const point = (value: number): number | string => (type === 'datetime' ? isoDate(value) : value)
  return {
    add(column) {
      if (column.type !== type) throw otherType(schema, column)
      profiler.add(column.values)
    },
    finish(rowCount) {
      const found: NumbersProfile = profiler.finish()
      const { missing, distinct, isEstimated } = found
      const isEmpty = Number.isNaN(found.min)
      const finding = type === 'numerical' ? detectPersonalNumbers(name, profiler.examples()) : null
      return {
        name,
        type,
        reason,
        missing,
        distinct,
        min: isEmpty ? null : point(found.min),
        max: isEmpty ? null : point(found.max),
        mean: type === 'numerical' ? finite(found.mean) : null,
        deviation: type === 'numerical' ? finite(found.deviation) : null,
        quantiles: isEmpty
          ? null
          : {
              isEstimated,
              points: found.quantiles.map(({ rank, value }) => ({ rank, value: point(value) })),
            },
        histogram: isEmpty
          ? null
          : { isEstimated, edges: found.edges.map((edge) => point(edge)), counts: [...found.binCounts] },
        top: null,
        lengths: null,
        personal: personalOf(schema, finding),
        warnings: columnWarnings({
          type,
          rowCount,
          missing,
          distinct: distinct.count,
          texts: null,
          personalLearned: learnedOf(schema, finding),
        }),
      }
    },
  }
}

function profileTexts(
  schema: Extract<ColumnSchema, { type: 'categorical' | 'boolean' | 'id' }>,
  maxCounted: number,
): ColumnProfiler {
  const { name, type, reason } = schema
  const profiler = createTextsProfiler(maxCounted)
  return {
    add(column) {
      switch (column.type) {
        case 'categorical':
          addCodes(column.codes, column.categories)
          break
        case 'boolean':
          addCodes(column.codes, schema.type === 'boolean' ? schema.words : ['false', 'true'])
          break
        case 'id':
          for (const value of column.values) if (value !== null) profiler.add(value, 1)
          break
        case 'numerical':
        case 'datetime':
          throw otherType(schema, column)
        default:
          column satisfies never
      }
    },
    finish(rowCount) {
      const texts: TextsProfile = profiler.finish()
      const missing = rowCount - texts.present
      const finding = type === 'boolean' ? null : detectPersonal(name, texts.examples)
      const personal = personalOf(schema, finding)
      return {
        name,
        type,
        reason,
        missing,
        distinct: texts.distinct,
        min: null,
        max: null,
        mean: null,
        deviation: null,
        quantiles: null,
        histogram: null,
        top:
          type === 'id' || personal !== null
            ? null
            : {
                maxShortfall: texts.maxShortfall,
                values: texts.top.map(({ text, count }) => ({ value: text, count })),
              },
        lengths: texts.lengths,
        personal,
        warnings: columnWarnings({
          type,
          rowCount,
          missing,
          distinct: texts.distinct.count,
          texts,
          personalLearned: learnedOf(schema, finding),
        }),
      }
    },
  }

  function addCodes(codes: Int32Array | Int8Array, categories: readonly string[]): void {
    const counts = new Float64Array(categories.length)
    for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
    categories.forEach((category, code) => {
      const count = counts[code] ?? 0
      if (count > 0) profiler.add(category, count)
    })
  }
}

/** What the values look like; for a column that is made up as personal data because a rule says so, that. */
function personalOf(schema: ColumnSchema, finding: PersonalFinding | null): ColumnProfile['personal'] {
  const isReplaced = schema.type === 'id'
  if (finding?.isPersonal) {
    const { provider, confidence, evidence } = finding
    return { provider, confidence, evidence, isReplaced }
  }
  if (schema.type !== 'id' || schema.format.kind !== 'personal') return null
  const { provider } = schema.format
  // Towns and companies are made up too, and are not personal.
  if (finding !== null && finding.provider === provider) return null
  return { provider, confidence: 'high', evidence: 'the schema says so', isReplaced }
}

function learnedOf(schema: ColumnSchema, finding: PersonalFinding | null): string | null {
  return finding?.isPersonal && schema.type !== 'id'
    ? `looks like ${finding.what} (${finding.evidence})`
    : null
}

function otherType(schema: ColumnSchema, column: Column): TabricateError {
  return new TabricateError(
    'INVALID_TABLE',
    `Column "${schema.name}" is described as ${schema.type} but holds ${column.type} values.`,
  )
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** `2024-05-01`, or with the time where it is not midnight. */
function isoDate(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace('.000Z', 'Z')
}
