/**
 * Notation
 *   p        number of parameters
 *   point    Float64Array(p): the position u in [0, 1] of a numeric parameter (axis.ts), the index of a categorical one's choice
 *   snapped  every position is that of a value the parameter takes
 */
import { type Issue, type Json, throwIssues } from '@tabricate/core'
import { type Axis, createAxis, fromUnit, toUnit } from './axis.ts'
import type { Constraint, Values } from './constraint.ts'
import { type ParametersOf, type Space, spaceSchema } from './space.ts'

export type Dimension =
  | { readonly kind: 'numeric'; readonly name: string; readonly axis: Axis }
  | { readonly kind: 'categorical'; readonly name: string; readonly choices: readonly Json[] }

/** A space made ready for searching. */
export interface SearchSpace<S extends Space = Space> {
  readonly space: S
  readonly dimensions: readonly Dimension[]
  readonly constraints: readonly Constraint[]
  /** Number of points, constraints aside; `Infinity` with any continuous parameter. */
  readonly size: number
}

/** @throws TabricateError `INVALID_OPTIONS` with every issue at once */
export function createSearchSpace<S extends Space>(
  space: S,
  constraints: readonly Constraint[] = [],
): SearchSpace<S> {
  const issues: Issue[] = []
  const result = spaceSchema.safeParse(space)
  for (const { path, message } of result.error?.issues ?? [])
    issues.push({ path: path.map((part) => (typeof part === 'symbol' ? String(part) : part)), message })
  if (Object.keys(space).length === 0) issues.push({ path: [], message: 'it has no parameter' })
  for (const { description, parameters } of constraints) {
    if (!parameters.some((name) => Object.hasOwn(space, name)))
      issues.push({ path: ['constraints', description], message: 'concerns no parameter of the space' })
  }
  throwIssues('INVALID_OPTIONS', 'The search space is not valid', issues)
  const dimensions = Object.entries(space).map(
    ([name, parameter]): Dimension =>
      parameter.type === 'categorical'
        ? { kind: 'categorical', name, choices: parameter.choices }
        : { kind: 'numeric', name, axis: createAxis(parameter) },
  )
  const size = dimensions.reduce((product, dimension) => product * levelsOf(dimension), 1)
  return { space, dimensions, constraints, size }
}

/** Number of values of a parameter. */
export function levelsOf(dimension: Dimension): number {
  return dimension.kind === 'categorical' ? dimension.choices.length : dimension.axis.levels
}

/** The values at a point. */
export function toValues({ dimensions }: SearchSpace, point: Float64Array): Values {
  return Object.fromEntries(
    dimensions.map((dimension, i) => [dimension.name, valueAt(dimension, point[i] ?? 0)]),
  )
}

/** The value of one parameter at its position. */
export function valueAt(dimension: Dimension, position: number): Json {
  if (dimension.kind === 'numeric') return fromUnit(dimension.axis, position)
  return dimension.choices[Math.round(position)] ?? null
}

/** The point of values that {@link isParametersOf} accepts. */
export function toPoint({ dimensions }: SearchSpace, values: Values): Float64Array {
  return Float64Array.from(dimensions, (dimension) => {
    const value = values[dimension.name]
    return dimension.kind === 'numeric'
      ? toUnit(dimension.axis, Number(value))
      : choiceIndex(dimension.choices, value)
  })
}

/** Moves every position to that of the value it stands for. */
export function snap(searchSpace: SearchSpace, point: Float64Array): Float64Array {
  return Float64Array.from(searchSpace.dimensions, (dimension, i) => snapPosition(dimension, point[i] ?? 0))
}

export function snapPosition(dimension: Dimension, position: number): number {
  if (dimension.kind === 'categorical')
    return Math.min(dimension.choices.length - 1, Math.max(0, Math.round(position)))
  const { axis } = dimension
  if (axis.levels === 1) return 0.5
  return axis.step === null ? Math.min(1, Math.max(0, position)) : toUnit(axis, fromUnit(axis, position))
}

/** A point of the unit cube [0, 1)^p as a point of the space: every choice gets an equal share of its side. */
export function fromUnitCube({ dimensions }: SearchSpace, cube: ArrayLike<number>): Float64Array {
  return Float64Array.from(dimensions, (dimension, i) => {
    const u = cube[i] ?? 0
    if (dimension.kind === 'numeric') return snapPosition(dimension, u)
    return Math.min(dimension.choices.length - 1, Math.floor(u * dimension.choices.length))
  })
}

/** Do the values at this point satisfy all constraints? */
export function obeys(searchSpace: SearchSpace, point: Float64Array): boolean {
  if (searchSpace.constraints.length === 0) return true
  const values = toValues(searchSpace, point)
  return searchSpace.constraints.every((constraint) => constraint.holds(values))
}

/** What is wrong with values given from outside; empty when they are a point of the space. */
export function parameterIssues({ dimensions, constraints, space }: SearchSpace, values: Values): Issue[] {
  const issues = dimensions.flatMap((dimension): Issue[] => {
    const message = valueIssue(dimension, values[dimension.name])
    return message === undefined ? [] : [{ path: [dimension.name], message }]
  })
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(space, name)) issues.push({ path: [name], message: 'is no parameter of the space' })
  }
  if (issues.length > 0) return issues
  return constraints
    .filter((constraint) => !constraint.holds(values))
    .map(({ description, parameters }) => ({
      path: [parameters.join(' / ')],
      message: `must hold: ${description}`,
    }))
}

/** Are these values a point of the space? */
export function isParametersOf<S extends Space>(
  searchSpace: SearchSpace<S>,
  values: Values,
): values is ParametersOf<S> {
  return parameterIssues(searchSpace, values).length === 0
}

function valueIssue(dimension: Dimension, value: unknown): string | undefined {
  if (dimension.kind === 'categorical') {
    if (choiceIndex(dimension.choices, value) >= 0) return undefined
    return `must be one of ${dimension.choices.map((choice) => JSON.stringify(choice)).join(', ')}, not ${JSON.stringify(value)}`
  }
  const { low, high, step } = dimension.axis
  if (typeof value !== 'number' || !(value >= low && value <= high))
    return `must be a number from ${low} to ${high}, not ${JSON.stringify(value)}`
  if (step === null) return undefined
  const level = (value - low) / step
  // Decimal steps such as 0.1 are not exact in binary, and values carry 15 digits.
  const slack = 1e-9 + (1e-14 * Math.max(Math.abs(low), Math.abs(value))) / step
  return Math.abs(level - Math.round(level)) < slack
    ? undefined
    : `must be ${low} plus a multiple of ${step}, not ${value}`
}

function choiceIndex(choices: readonly Json[], value: unknown): number {
  const direct = choices.findIndex((choice) => Object.is(choice, value))
  if (direct >= 0 || typeof value !== 'object') return direct
  const text = JSON.stringify(value)
  return choices.findIndex((choice) => JSON.stringify(choice) === text)
}
