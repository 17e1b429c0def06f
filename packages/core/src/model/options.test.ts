import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isTabricateError } from '../errors.ts'
import { type OptionRule, parseOptions } from './options.ts'

const schema = z.strictObject({
  epochs: z.int().min(1).default(10),
  batchSize: z.int().min(2).default(500),
  pac: z.int().min(1).default(10),
})
const rules: readonly OptionRule<z.infer<typeof schema>>[] = [
  {
    fields: ['batchSize', 'pac'],
    description: 'batchSize is a multiple of pac',
    check: ({ batchSize, pac }) =>
      batchSize % pac === 0 ? undefined : `${batchSize} is no multiple of ${pac}`,
  },
]
const issuesOf = (given: unknown) => {
  try {
    parseOptions('a model', schema, given, rules)
  } catch (error) {
    if (isTabricateError(error, 'INVALID_OPTIONS')) return error.issues.map(({ path }) => path.join('.'))
    throw error
  }
  return []
}

describe('options', () => {
  it('get their defaults', () => {
    expect(parseOptions('a model', schema, { epochs: 3 }, rules)).toEqual({
      epochs: 3,
      batchSize: 500,
      pac: 10,
    })
  })

  it('that are not valid are told at once with rules that the others break', () => {
    expect(issuesOf({ epochs: 0, batchSize: 7, epoch: 1 })).toEqual(['epochs', 'epoch', 'batchSize / pac'])
  })

  it('that are not valid are not held against rules', () => {
    expect(issuesOf({ batchSize: 1 })).toEqual(['batchSize'])
    expect(issuesOf({ batchSize: 7, pac: 'ten' })).toEqual(['pac'])
    expect(issuesOf('seven')).toEqual([''])
  })
})
