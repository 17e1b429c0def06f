import { describe, expect, it } from 'vitest'
import { readModelOptions } from './model-options.ts'

describe('readModelOptions', () => {
  it('lets later ways win: --options, --set, --epochs', () => {
    const options = '{"epochs": 1, "pac": 1, "batchSize": 10}'
    expect(readModelOptions({ options, set: ['pac=2', 'epochs=5'], epochs: 7 })).toEqual({
      epochs: 7,
      pac: 2,
      batchSize: 10,
    })
  })

  it('reads values as JSON, else as text', () => {
    const set = ['generatorDims=[64, 64]', 'logFrequency=false', 'keep=best', 'note=a=b']
    expect(readModelOptions({ set })).toEqual({
      generatorDims: [64, 64],
      logFrequency: false,
      keep: 'best',
      note: 'a=b',
    })
  })

  it.each(['[1]', 'epochs', '3'])('refuses %s as --options', (options) => {
    expect(() => readModelOptions({ options, set: [] })).toThrow('--options: must be a JSON object')
  })

  it('names all that it cannot read at once', () => {
    expect(() => readModelOptions({ options: 'x', set: ['epochs', '=3'] })).toThrow(
      /--options: [\s\S]*--set epochs: write name=value[\s\S]*--set =3: /,
    )
  })
})
