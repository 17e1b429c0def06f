import { expect, it } from 'vitest'
import { axesOf } from './parallel-axes.ts'

it('axes lie between the least and the greatest, logarithmically over two orders and more', () => {
  const trials = [
    { parameters: { lr: 1e-4, epochs: 10, keep: 'best', one: 1 }, value: 0.5 },
    { parameters: { lr: 1e-3, epochs: 15, keep: 'last', one: 1 }, value: 0.7 },
    { parameters: { lr: 1e-2, epochs: 20, keep: 'best', one: 1 }, value: 0.9 },
  ]
  const axes = axesOf(trials, 'quality')
  expect(axes.map(({ name, low, high }) => [name, low, high])).toEqual([
    ['lr', 1e-4, 1e-2],
    ['epochs', 10, 20],
    ['keep', 'best', 'last'],
    ['one', 1, 1],
    ['quality', 0.5, 0.9],
  ])
  const places = trials.map((trial) => axes.map((axis) => Number(axis.place(trial).toFixed(6))))
  expect(places).toEqual([
    [0, 0, 0, 0.5, 0],
    [0.5, 0.5, 1, 0.5, 0.5],
    [1, 1, 0, 0.5, 1],
  ])
})
