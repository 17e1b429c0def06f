import { broadcastTo, concat, gather, oneHot, pad, reshape, slice, transpose } from '../graph/arrange.ts'
import {
  abs,
  add,
  div,
  exp,
  greater,
  leakyRelu,
  log,
  maximum,
  mul,
  neg,
  relu,
  select,
  sigmoid,
  sqrt,
  square,
  step,
  stopGradient,
  sub,
  tanh,
} from '../graph/elementwise.ts'
import { matmul } from '../graph/matmul.ts'
import { constant, input, type Node } from '../graph/node.ts'
import { max, mean, sum } from '../graph/reduce.ts'
import type { Shape } from '../graph/shape.ts'
import { logSoftmax, segmentLogSoftmax, segmentSoftmax, softmax } from '../graph/softmax.ts'

/** One operation on given numbers, with the result worked out by hand (or, where it says so, by the formula in plain JavaScript). */
export interface OperationCase {
  readonly name: string
  readonly inputs: readonly Node[]
  /** Values of the inputs, by their names. Away from kinks, so that differences approximate derivatives. */
  readonly feeds: { readonly [name: string]: readonly number[] }
  readonly result: Node
  readonly expected: readonly number[]
}

/** Operands by shape and values, named x, y, z. */
function operationCase(
  name: string,
  operands: readonly (readonly [Shape, readonly number[]])[],
  build: (...inputs: Node[]) => Node,
  expected: readonly number[],
): OperationCase {
  const names = ['x', 'y', 'z']
  const inputs = operands.map(([shape], index) => input(names[index] ?? '', shape))
  const feeds = Object.fromEntries(operands.map(([, values], index) => [names[index] ?? '', values]))
  return { name, inputs, feeds, result: build(...inputs), expected }
}

const three = [[3], [-1.5, 0.5, 2]] as const
const positive = [[3], [0.25, 1, 4]] as const
const matrix = [
  [2, 3],
  [1, 2, 3, 4, 5, 6],
] as const
const row = [[3], [10, 20, 30]] as const
const column = [
  [2, 1],
  [10, 20],
] as const
const other = [
  [2, 3],
  [3, 1, 5, 2, 7, 4],
] as const
const two = { start: 0, end: 2 }
const weights = (...values: number[]) => {
  const powers = values.map(Math.exp)
  const total = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / total)
}
const logWeights = (...values: number[]) => weights(...values).map(Math.log)

const unary: readonly (readonly [string, (x: Node) => Node, (x: number) => number])[] = [
  ['neg', neg, (x) => -x],
  ['exp', exp, Math.exp],
  ['tanh', tanh, Math.tanh],
  ['abs', abs, Math.abs],
  ['relu', relu, (x) => Math.max(x, 0)],
  ['step', step, (x) => Number(x > 0)],
  ['square', square, (x) => x * x],
  ['leakyRelu', (x) => leakyRelu(x, 0.2), (x) => (x > 0 ? x : 0.2 * x)],
  ['sigmoid', sigmoid, (x) => 1 / (1 + Math.exp(-x))],
  ['a number on the left', (x) => sub(1, mul(2, x)), (x) => 1 - 2 * x],
]

const elementwise: readonly OperationCase[] = [
  ...unary.map(([name, build, f]) => operationCase(name, [three], build, three[1].map(f))),
  operationCase('log', [positive], log, [Math.log(0.25), 0, Math.log(4)]),
  operationCase('sqrt', [positive], sqrt, [0.5, 1, 2]),
  operationCase('add, same shapes', [matrix, other], add, [4, 3, 8, 6, 12, 10]),
  operationCase('add, a row to every row', [matrix, row], add, [11, 22, 33, 14, 25, 36]),
  operationCase('sub, a column from every column', [matrix, column], sub, [-9, -8, -7, -16, -15, -14]),
  operationCase('mul, a row with a column', [column, row], mul, [100, 200, 300, 200, 400, 600]),
  operationCase('mul, an operand with itself', [matrix], (x) => mul(x, x), [1, 4, 9, 16, 25, 36]),
  operationCase('div by a column', [matrix, column], div, [0.1, 0.2, 0.3, 0.2, 0.25, 0.3]),
  operationCase('div of a number', [positive], (x) => div(2, x), [8, 2, 0.5]),
  operationCase('greater', [matrix, other], greater, [0, 1, 0, 1, 0, 1]),
  operationCase('maximum', [matrix, other], maximum, [3, 2, 5, 4, 7, 6]),
  operationCase(
    'select',
    [matrix, other],
    (x, y) => select(greater(x, y), mul(x, x), y),
    [3, 4, 5, 16, 7, 36],
  ),
  operationCase('stopGradient', [three], (x) => mul(stopGradient(x), x), [2.25, 0.25, 4]),
]

const products: readonly OperationCase[] = [
  operationCase(
    'matmul',
    [
      matrix,
      [
        [3, 2],
        [1, 2, 3, 4, 5, 6],
      ],
    ],
    (x, y) => matmul(x, y),
    [22, 28, 49, 64],
  ),
  operationCase(
    'matmul, left transposed',
    [matrix, other],
    (x, y) => matmul(x, y, { transposeA: true }),
    [11, 29, 21, 16, 37, 30, 21, 45, 39],
  ),
  operationCase(
    'matmul, right transposed',
    [matrix, other],
    (x, y) => matmul(x, y, { transposeB: true }),
    [20, 28, 47, 67],
  ),
  operationCase(
    'matmul, both transposed',
    [
      matrix,
      [
        [2, 2],
        [1, 2, 3, 4],
      ],
    ],
    (x, y) => matmul(x, y, { transposeA: true, transposeB: true }),
    [9, 19, 12, 26, 15, 33],
  ),
  operationCase(
    'a sum of two products, a row and a scaled matrix',
    [
      matrix,
      other,
      [
        [3, 3],
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
      ],
    ],
    (x, y, z) => add(add(matmul(x, z), mul(y, 0.5)), add(matmul(y, z), constant([1, 1, 1]))),
    [6.5, 4.5, 11.5, 8, 16.5, 13],
  ),
]

const arrangements: readonly OperationCase[] = [
  operationCase('transpose', [matrix], (x) => transpose(x), [1, 4, 2, 5, 3, 6]),
  operationCase(
    'transpose of three axes',
    [
      [
        [2, 1, 3],
        [1, 2, 3, 4, 5, 6],
      ],
    ],
    (x) => transpose(x, [2, 0, 1]),
    [1, 4, 2, 5, 3, 6],
  ),
  operationCase(
    'reshape',
    [matrix],
    (x) => mul(reshape(x, [3, 2]), constant([1, -1])),
    [1, -2, 3, -4, 5, -6],
  ),
  operationCase('broadcastTo', [column], (x) => broadcastTo(x, [2, 2, 2]), [10, 10, 20, 20, 10, 10, 20, 20]),
  operationCase('concat of rows', [matrix, other], (x, y) => concat([x, y], 0), [...matrix[1], ...other[1]]),
  operationCase(
    'concat of columns',
    [matrix, column],
    (x, y) => concat([x, y, x], 1),
    [1, 2, 3, 10, 1, 2, 3, 4, 5, 6, 20, 4, 5, 6],
  ),
  operationCase('slice of columns', [matrix], (x) => slice(x, { axis: -1, start: 1, end: 3 }), [2, 3, 5, 6]),
  operationCase(
    'slices that cover a value',
    [matrix],
    (x) => sub(slice(x, { axis: 0, start: 1, end: 2 }), slice(x, { axis: 0, start: 0, end: 1 })),
    [3, 3, 3],
  ),
  operationCase('pad', [column], (x) => pad(x, { axis: 1, before: 1, after: 2 }), [0, 10, 0, 0, 0, 20, 0, 0]),
  operationCase(
    'gather',
    [matrix],
    (x) => gather(x, constant([1, 0, 1], [3], 'int32')),
    [4, 5, 6, 1, 2, 3, 4, 5, 6],
  ),
  operationCase(
    'oneHot',
    [matrix],
    (x) => matmul(oneHot(constant([1, 1, 0], [3], 'int32'), 2), x),
    [4, 5, 6, 4, 5, 6, 1, 2, 3],
  ),
]

const reductions: readonly OperationCase[] = [
  operationCase('sum of all', [matrix], (x) => sum(x), [21]),
  operationCase('sum over rows', [matrix], (x) => sum(x, { axes: [0] }), [5, 7, 9]),
  operationCase(
    'sum over columns, kept',
    [matrix],
    (x) => mul(sum(x, { axes: [-1], keepDims: true }), x),
    [6, 12, 18, 60, 75, 90],
  ),
  operationCase('mean', [matrix], (x) => mean(x, { axes: [1] }), [2, 5]),
  operationCase('max over columns', [other], (x) => max(x, { axes: [1] }), [5, 7]),
  operationCase(
    'max of all, kept',
    [other],
    (x) => mul(max(x, { keepDims: true }), x),
    [21, 7, 35, 14, 49, 28],
  ),
  operationCase(
    'softmax',
    [
      [
        [2, 2],
        [0, 1, 3, 1],
      ],
    ],
    (x) => softmax(x),
    [...weights(0, 1), ...weights(3, 1)],
  ),
  operationCase(
    'softmax over rows',
    [
      [
        [2, 2],
        [0, 1, 3, 1],
      ],
    ],
    (x) => softmax(x, 0),
    [weights(0, 3)[0] ?? 0, 0.5, weights(0, 3)[1] ?? 0, 0.5],
  ),
  operationCase(
    'logSoftmax, where the softmax underflows',
    [
      [
        [1, 3],
        [0, 200, 1],
      ],
    ],
    (x) => logSoftmax(x),
    [-200, 0, -199],
  ),
  operationCase(
    'segmentSoftmax, with gaps and a single column',
    [
      [
        [1, 6],
        [1, 2, 9, 0.5, 7, -1],
      ],
    ],
    (x) => segmentSoftmax(x, [two, { start: 3, end: 4 }, { start: 4, end: 6 }]),
    [...weights(1, 2), 0, 1, ...weights(7, -1)],
  ),
  operationCase(
    'segmentSoftmax, segments a thousand apart',
    [
      [
        [1, 4],
        [1000, 1001, -1000, -1001],
      ],
    ],
    (x) => segmentSoftmax(x, [two, { start: 2, end: 4 }]),
    [...weights(0, 1), ...weights(0, -1)],
  ),
  operationCase(
    'segmentLogSoftmax, with a gap and a single column',
    [
      [
        [1, 6],
        [1, 2, 9, 0.5, 7, -1],
      ],
    ],
    (x) => segmentLogSoftmax(x, [two, { start: 3, end: 4 }, { start: 4, end: 6 }]),
    [...logWeights(1, 2), 0, 0, ...logWeights(7, -1)],
  ),
]

/** Every operation at least once. */
export const operationCases: readonly OperationCase[] = [
  ...elementwise,
  ...products,
  ...arrangements,
  ...reductions,
]
