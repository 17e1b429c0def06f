import { describe, expect, it } from 'vitest'
import { optionFields, parseNumbers } from './option-field.ts'

describe('fields of options', () => {
  it('follow the JSON Schema', () => {
    const fields = optionFields({
      type: 'object',
      properties: {
        epochs: { type: 'integer', minimum: 1, maximum: 1000, default: 300, description: 'Passes.' },
        rate: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
        size: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
        keep: { type: 'string', enum: ['best', 'last'] },
        log: { type: 'boolean' },
        dims: { type: 'array', items: { type: 'integer' } },
        limit: { anyOf: [{ type: 'number' }, { type: 'null' }] },
        mixed: { anyOf: [{ type: 'number' }, { type: 'string' }] },
        rows: { type: 'array', items: { type: 'object' } },
      },
    })
    expect(fields.map(({ name, field }) => [name, field])).toEqual([
      ['epochs', { kind: 'number', isWhole: true, min: 1, max: 1000 }],
      ['rate', { kind: 'number', isWhole: false, min: 0, max: 1 }],
      ['size', { kind: 'number', isWhole: true, min: 1, max: null }],
      ['keep', { kind: 'choice', choices: ['best', 'last'] }],
      ['log', { kind: 'boolean' }],
      ['dims', { kind: 'numbers', isWhole: true }],
      ['limit', { kind: 'number', isWhole: false, min: null, max: null }],
      ['mixed', { kind: 'other' }],
      ['rows', { kind: 'other' }],
    ])
    expect(fields[0]?.description).toBe('Passes.')
  })

  it('of several numbers are read as people write them', () => {
    expect(parseNumbers('256, 128;64 32', true)).toEqual([256, 128, 64, 32])
    expect(parseNumbers('0.5,1e-3', false)).toEqual([0.5, 0.001])
    expect(['', 'a', '1.5', '1,,x'].map((text) => parseNumbers(text, true))).toEqual([null, null, null, null])
  })
})
