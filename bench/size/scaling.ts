import { parseArgs } from 'node:util'
import type { JsonObject } from '../harness/protocol.ts'
import { type Extents, generatedFile } from './generated-file.ts'
import { describeFit, measureFit } from './measure-fit.ts'
import { keepSizeResult, type ScalingResult } from './size-result.ts'

/** Values along each axis; the networks stop at fewer rows, where a single epoch takes minutes. */
const values = {
  rows: [1000, 10_000, 100_000, 1_000_000],
  columns: [5, 50, 500],
  categories: [10, 1000, 10_000, 100_000],
} as const
const maxNetworkRows = 100_000

const extentsOf = (axis: keyof typeof values, value: number): Extents => ({
  rows: axis === 'rows' ? value : axis === 'columns' ? 2000 : 100_000,
  columns: axis === 'columns' ? value : axis === 'rows' ? 10 : 5,
  categories: axis === 'categories' ? value : 8,
})

const optionsOf = (model: string): JsonObject => (model === 'mixture' ? {} : { epochs: 1 })

/** `scaling`: time and memory of fits of ever longer, wider and richer tables, each in a new process. */
export async function scaling(args: string[]): Promise<void> {
  const { values: given } = parseArgs({
    args,
    options: {
      axes: { type: 'string', default: 'rows,columns,categories' },
      models: { type: 'string', default: 'mixture,tvae,ctgan' },
      max: { type: 'string', default: '1000000' },
    },
  })
  for (const axis of ['rows', 'columns', 'categories'] as const) {
    if (!given.axes.split(',').includes(axis)) continue
    for (const value of values[axis].filter((each) => each <= Number(given.max))) {
      for (const model of given.models.split(',')) {
        const extents = extentsOf(axis, value)
        if (model !== 'mixture' && extents.rows > maxNetworkRows) continue
        const measure = await measureFit(model, optionsOf(model), await generatedFile(extents), 1)
        const result: ScalingResult = { axis, value, ...measure }
        keepSizeResult('scaling', result)
        console.log(describeFit(`${value} ${axis}`, result))
      }
    }
  }
}
