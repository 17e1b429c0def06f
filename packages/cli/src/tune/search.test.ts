import { auto, createStudy, random } from '@tabricate/optimizer'
import { describe, expect, it } from 'vitest'
import { findModel } from '../models.ts'
import { readSearch } from './search.ts'
import { expandSpace } from './space-shorthand.ts'

describe('readSearch', () => {
  it('has the usual space of CTGAN, none of whose batches is refused by the model', async () => {
    const choice = findModel('ctgan')
    const loaded = await choice.load()
    const { space, ties, constraints } = await readSearch(undefined, undefined, choice, loaded, {})
    expect(space).toEqual({
      epochs: { type: 'int', low: 50, high: 200, log: false, step: 1 },
      batchSize: { type: 'int', low: 100, high: 1000, log: false, step: 1 },
      learning_rate: { type: 'float', low: 1e-4, high: 1e-2, log: true, step: null },
    })
    expect(ties).toEqual({ learning_rate: ['generatorLr', 'discriminatorLr'] })
    for (const strategy of [random(), auto()]) {
      const study = createStudy({ space, constraints, strategy })
      for (let i = 0; i < 20; i++) {
        const { number, parameters } = await study.ask()
        const { learning_rate: rate, ...options } = parameters
        // Would throw for options that do not go together.
        const model = loaded.create({ ...options, generatorLr: rate, discriminatorLr: rate })
        expect(model.options).toMatchObject({ batchSize: parameters.batchSize })
        study.tell(number, Number(rate))
      }
      expect(new Set(study.trials.map(({ parameters }) => parameters.batchSize)).size).toBeGreaterThan(5)
    }
  })
})

describe('expandSpace', () => {
  const options = {
    epochs: { type: 'integer' },
    generatorLr: { type: 'number' },
    discriminatorLr: { type: 'number' },
    embeddingDim: { type: 'integer' },
    decode: { enum: ['sample', 'argmax'] },
  }

  it('tells ranges, choices and names in snake case', () => {
    const written = { type: 'int', low: 1, high: 2, step: 1 }
    expect(
      expandSpace(
        {
          epochs: [1, 5],
          embedding_dim: [2, 256],
          generatorLr: [0.01, 0.02],
          learning_rate: [1e-4, 1e-2],
          decode: ['sample', 'argmax'],
          discriminatorLr: written,
        },
        options,
      ),
    ).toEqual({
      epochs: { type: 'int', low: 1, high: 5, log: false },
      embeddingDim: { type: 'int', low: 2, high: 256, log: true },
      generatorLr: { type: 'float', low: 0.01, high: 0.02, log: false },
      learning_rate: {
        type: 'float',
        low: 1e-4,
        high: 1e-2,
        log: true,
        sets: ['generatorLr', 'discriminatorLr'],
      },
      decode: { type: 'categorical', choices: ['sample', 'argmax'] },
      discriminatorLr: written,
    })
  })

  it('leaves what it does not know for the checks that follow', () => {
    expect(expandSpace(7, options)).toBe(7)
    expect(expandSpace({ epoch: 3 }, options)).toEqual({ epoch: { type: 3 } })
  })
})
