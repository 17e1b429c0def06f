import { expect, it } from 'vitest'
import { createTrainingHistory } from './training-history.ts'

const progress = (epoch: number, losses: Readonly<Record<string, number>>, quality?: number) => ({
  epoch,
  epochs: 3,
  losses,
  rowsPerSecond: 1,
  elapsedMs: 0,
  remainingMs: 0,
  ...(quality !== undefined && { quality }),
})

it('keeps the last losses and quality of every epoch, in order, with gaps where there is no number', () => {
  const history = createTrainingHistory()
  for (const each of [
    progress(0, { generator: 9 }),
    progress(1, { generator: 5 }),
    progress(1, { generator: 4 }),
    progress(2, { generator: Number.NaN }, 0.5),
  ])
    history.add(each)
  expect(history.curves()).toEqual({
    epochs: [1, 2],
    curves: [
      { name: 'generator', values: [4, null] },
      { name: 'quality', values: [null, 0.5] },
    ],
  })
})

it('has nothing to tell of models without epochs', () => {
  expect(createTrainingHistory().curves()).toBeUndefined()
})
