import { isTabricateError, type Schema } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { readWhereOption } from './where-option.ts'

const described = { reason: '', missing: '?' }
const schema: Schema = {
  columns: [
    { name: 'sex', type: 'categorical', ...described },
    { name: 'income', type: 'categorical', ...described },
    { name: 'age', type: 'numerical', format: { style: 'integer', decimals: 0 }, ...described },
    { name: 'a', type: 'categorical', ...described },
    { name: 'a=b', type: 'categorical', ...described },
  ],
}

describe('readWhereOption', () => {
  it('reads values, which may hold operators themselves', () => {
    expect(readWhereOption(['sex=Female', 'income=>50K'], schema)).toEqual({ sex: 'Female', income: '>50K' })
    expect(readWhereOption(['income=<=50K'], schema)).toEqual({ income: '<=50K' })
  })

  it('takes several values of one column for any of them', () => {
    expect(readWhereOption(['sex=Female', 'sex=Male'], schema)).toEqual({ sex: ['Female', 'Male'] })
  })

  it('reads ranges', () => {
    expect(readWhereOption(['age>=30', 'age<=40'], schema)).toEqual({ age: { min: '30', max: '40' } })
    expect(readWhereOption(['age<=40'], schema)).toEqual({ age: { max: '40' } })
  })

  it('takes the column’s missing token for a missing value', () => {
    expect(readWhereOption(['sex=?'], schema)).toEqual({ sex: null })
  })

  it('finds the longest column name', () => {
    expect(readWhereOption(['a=b=c'], schema)).toEqual({ 'a=b': 'c' })
    expect(readWhereOption(['a=c=d'], schema)).toEqual({ a: 'c=d' })
  })

  it('keeps a column called __proto__ an ordinary one', () => {
    expect(Object.keys(readWhereOption(['__proto__=1'], schema))).toEqual(['__proto__'])
  })

  it('names everything it cannot read at once', () => {
    const read = () => readWhereOption(['sex', 'age=30', 'age>=20'], schema)
    expect(read).toThrow(/--where sex: write column=value/)
    try {
      read()
    } catch (error) {
      expect(isTabricateError(error, 'CONDITION_INVALID') && error.issues).toHaveLength(2)
    }
  })
})
