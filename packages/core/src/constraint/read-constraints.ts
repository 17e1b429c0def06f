import { type Issue, throwIssues } from '../errors.ts'
import { cellNumber } from '../table/cell-number.ts'
import type { ColumnSchema, Schema } from '../table/schema.ts'
import {
  type Constraint,
  type ConstraintRule,
  type CustomConstraint,
  constrainedColumns,
  constraintSchema,
} from './constraint.ts'
import { formatConstraint } from './constraint-text.ts'

/**
 * Checks constraints against the columns of a table.
 * @throws TabricateError `CONSTRAINT_INVALID` with everything that is wrong: columns that do not exist or have another type, and rules that
 *   contradict each other whatever the rows
 */
export function readConstraints(schema: Schema, constraints: readonly Constraint[]): readonly Constraint[] {
  throwIssues(
    'CONSTRAINT_INVALID',
    'The constraints cannot be used',
    constraints.flatMap((constraint, index) =>
      constraintIssues(schema, constraint).map(({ path, message }) => ({ path: [index, ...path], message })),
    ),
  )
  throwIssues('CONSTRAINT_INVALID', 'The constraints contradict each other', [
    ...repeatedNames(constraints),
    ...rangeConflicts(schema, constraints),
    ...orderConflicts(constraints),
  ])
  return constraints
}

/** The rules among constraints. */
export function rulesOf(constraints: readonly Constraint[]): readonly ConstraintRule[] {
  return constraints.flatMap((each) => (each.kind === 'custom' ? [] : [each]))
}

function constraintIssues(schema: Schema, constraint: Constraint): Issue[] {
  if (isCustom(constraint)) return []
  const parsed = constraintSchema.safeParse(constraint)
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ path: path.map(toPathPart), message }))
  }
  const rule = parsed.data
  const issues: Issue[] = []
  const seen = new Set<string>()
  for (const { name, path } of namedPlaces(rule)) {
    const column = schema.columns.find((each) => each.name === name)
    const message = seen.has(name)
      ? `"${name}" is named twice`
      : column === undefined
        ? `there is no column "${name}"; there are ${schema.columns.map((each) => each.name).join(', ')}`
        : columnProblem(rule, column)
    seen.add(name)
    if (message !== undefined) issues.push({ path, message })
  }
  return issues.length > 0 ? issues : togetherIssues(schema, rule)
}

/** Callers of plain JavaScript give anything. */
function isCustom(constraint: Constraint | null | undefined): constraint is CustomConstraint {
  return constraint?.kind === 'custom' && typeof constraint.check === 'function'
}

function toPathPart(part: PropertyKey): string | number {
  return typeof part === 'symbol' ? String(part) : part
}

function namedPlaces(rule: ConstraintRule): { readonly name: string; readonly path: Issue['path'] }[] {
  switch (rule.kind) {
    case 'lessThan':
      return [
        { name: rule.low, path: ['low'] },
        { name: rule.high, path: ['high'] },
      ]
    case 'range':
      return [{ name: rule.column, path: ['column'] }]
    case 'sumOf':
      return [
        { name: rule.total, path: ['total'] },
        ...rule.parts.map((name, index) => ({ name, path: ['parts', index] })),
      ]
    case 'fixedCombinations':
    case 'unique':
      return rule.columns.map((name, index) => ({ name, path: ['columns', index] }))
    default:
      return rule satisfies never
  }
}

function columnProblem(rule: ConstraintRule, column: ColumnSchema): string | undefined {
  const { name, type } = column
  switch (rule.kind) {
    case 'lessThan':
    case 'range':
      return type === 'numerical' || type === 'datetime'
        ? undefined
        : `"${name}" is ${type}; this rule needs a numerical or datetime column`
    case 'sumOf':
      return type === 'numerical' ? undefined : `"${name}" is ${type}; a sum needs numerical columns`
    case 'fixedCombinations':
      return type === 'id' ? `"${name}" is an id column: its values are made anew, not learned` : undefined
    case 'unique':
      return type !== 'id' || column.unique
        ? undefined
        : `"${name}" is an id column whose values repeat; they are made anew, not drawn, and cannot be told apart by drawing again`
    default:
      return rule satisfies never
  }
}

/** What is wrong with columns that are each right by themselves. */
function togetherIssues(schema: Schema, rule: ConstraintRule): Issue[] {
  const [first, second] = constrainedColumns(rule).map((name) =>
    schema.columns.find((each) => each.name === name),
  )
  if (rule.kind === 'lessThan' && first?.type !== second?.type) {
    const message = `"${rule.low}" is ${first?.type} and "${rule.high}" ${second?.type}; both have to be numbers, or both dates`
    return [{ path: [], message }]
  }
  return rule.kind === 'range' && first !== undefined ? rangeIssues(first, rule) : []
}

function rangeIssues(
  column: ColumnSchema,
  { min, max }: { readonly min?: number | string; readonly max?: number | string },
): Issue[] {
  if (min === undefined && max === undefined)
    return [{ path: [], message: 'a range needs `min`, `max` or both' }]
  const issues = Object.entries({ min, max }).flatMap(([end, value]): Issue[] =>
    value === undefined || !Number.isNaN(cellNumber(column, value))
      ? []
      : [{ path: [end], message: `${JSON.stringify(value)} is not a ${column.type} value` }],
  )
  if (issues.length > 0 || min === undefined || max === undefined) return issues
  return cellNumber(column, min) <= cellNumber(column, max)
    ? []
    : [{ path: [], message: `\`min\` ${min} is above \`max\` ${max}` }]
}

function repeatedNames(constraints: readonly Constraint[]): Issue[] {
  const names = constraints.map((each) => (each.kind === 'custom' ? each.name : undefined))
  return names.flatMap((name, index): Issue[] =>
    name !== undefined && names.indexOf(name) < index
      ? [{ path: [index, 'name'], message: `"${name}" is the name of an earlier constraint` }]
      : [],
  )
}

/** Ranges of one column that have no value in common. */
function rangeConflicts(schema: Schema, constraints: readonly Constraint[]): Issue[] {
  const ranges = constraints.flatMap((rule, index) => {
    const column = rule.kind === 'range' && schema.columns.find((each) => each.name === rule.column)
    if (rule.kind !== 'range' || column === false || column === undefined) return []
    const min = rule.min === undefined ? Number.NEGATIVE_INFINITY : cellNumber(column, rule.min)
    const max = rule.max === undefined ? Number.POSITIVE_INFINITY : cellNumber(column, rule.max)
    return [{ rule, index, min, max }]
  })
  return ranges.flatMap(({ rule, index, min, max }): Issue[] => {
    const other = ranges.find(
      (each) => each.index < index && each.rule.column === rule.column && (each.min > max || each.max < min),
    )
    return other === undefined
      ? []
      : [{ path: [index], message: `no value is also in ${formatConstraint(other.rule)}` }]
  })
}

/** Columns that would have to be below themselves: a ring of `lessThan` of which at least one does not allow equality. */
function orderConflicts(constraints: readonly Constraint[]): Issue[] {
  const edges = constraints.flatMap((rule, index) => (rule.kind === 'lessThan' ? [{ rule, index }] : []))
  const reaches = (from: string, to: string): boolean => {
    const open = [from]
    const seen = new Set(open)
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === to) return true
      for (const { rule } of edges) {
        if (rule.low !== at || seen.has(rule.high)) continue
        seen.add(rule.high)
        open.push(rule.high)
      }
    }
    return false
  }
  return edges.flatMap(({ rule, index }): Issue[] =>
    rule.orEqual !== true && reaches(rule.high, rule.low)
      ? [
          {
            path: [index],
            message: `others say that "${rule.high}" is not above "${rule.low}": no row can obey all`,
          },
        ]
      : [],
  )
}
