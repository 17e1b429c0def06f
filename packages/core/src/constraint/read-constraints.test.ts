import { describe, expect, it } from 'vitest'
import { isTabricateError } from '../errors.ts'
import { mixedTable } from '../testing/table-fixtures.ts'
import {
  type Constraint,
  type ConstraintRule,
  fixedCombinations,
  lessThan,
  range,
  sumOf,
  unique,
} from './constraint.ts'
import { custom } from './custom-constraint.ts'
import { readConstraints } from './read-constraints.ts'

const { schema } = mixedTable(20)

function issuesOf(constraints: readonly Constraint[]): string[] {
  try {
    readConstraints(schema, constraints)
    return []
  } catch (error) {
    if (!isTabricateError(error, 'CONSTRAINT_INVALID')) throw error
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
}

describe('constraints against the columns of a table', () => {
  it('are accepted where they fit', () => {
    expect(
      issuesOf([
        lessThan('children', 'gain'),
        range('since', { min: '1990-01-01' }),
        sumOf('gain', ['amount', 'score']),
        fixedCombinations('__proto__', 'smoker', 'children'),
        unique('id'),
        unique('smoker', 'since'),
        custom('any', () => true),
      ]),
    ).toEqual([])
  })

  it('are refused all at once, each with its place', () => {
    expect(
      issuesOf([
        lessThan('start', 'amount'),
        lessThan('amount', 'since'),
        lessThan('gain', 'gain'),
        range('smoker', { min: 0 }),
        range('gain', {}),
        range('gain', { min: 5, max: 'five' }),
        range('since', { min: '2001-01-01', max: '2000-01-01' }),
        sumOf('gain', ['amount', 'since']),
        fixedCombinations('id', 'smoker'),
      ]),
    ).toEqual([
      '0.low: there is no column "start"; there are id, __proto__, amount, gain, score, children, smoker, since',
      '1: "amount" is numerical and "since" datetime; both have to be numbers, or both dates',
      '2.high: "gain" is named twice',
      '3.column: "smoker" is boolean; this rule needs a numerical or datetime column',
      '4: a range needs `min`, `max` or both',
      '5.max: "five" is not a numerical value',
      '6: `min` 2001-01-01 is above `max` 2000-01-01',
      '7.parts.1: "since" is datetime; a sum needs numerical columns',
      '8.columns.0: "id" is an id column: its values are made anew, not learned',
    ])
  })

  it('are refused where they cannot hold together', () => {
    expect(
      issuesOf([
        lessThan('amount', 'gain', { orEqual: true }),
        lessThan('gain', 'score', { orEqual: true }),
        lessThan('score', 'amount'),
      ]),
    ).toEqual(['2: others say that "amount" is not above "score": no row can obey all'])
    expect(issuesOf([range('gain', { min: 5 }), range('gain', { max: 4 })])).toEqual([
      '1: no value is also in range(gain, 5, )',
    ])
    expect(issuesOf([custom('one', () => true), custom('one', () => false)])).toEqual([
      '1.name: "one" is the name of an earlier constraint',
    ])
    expect(
      issuesOf([
        lessThan('amount', 'gain', { orEqual: true }),
        lessThan('gain', 'amount', { orEqual: true }),
      ]),
    ).toEqual([])
  })

  it('are refused where they are no constraints at all, as in a file that was changed', () => {
    const lies: unknown[] = [{ kind: 'lessThan', low: 'gain' }, { kind: 'eval', code: '1' }, null]
    const issues = issuesOf(lies as readonly ConstraintRule[])
    expect(issues.length).toBeGreaterThanOrEqual(3)
  })
})
