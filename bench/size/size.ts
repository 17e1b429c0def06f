import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFolder } from '../harness/paths.ts'
import { type JsonObject, parseObject } from '../harness/protocol.ts'
import { highCardinalityFile } from './high-cardinality-table.ts'
import { describeFit, measureFit } from './measure-fit.ts'
import { keepSizeResult } from './size-result.ts'

/** `size`: time and memory of one fit beside what `estimateFit` says before it, each fit in a new process. */
export async function size(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tables: { type: 'string', default: 'high-cardinality' },
      models: { type: 'string', default: 'ctgan,tvae' },
      options: { type: 'string', default: '{"epochs":1}' },
      threads: { type: 'string', default: '1' },
    },
  })
  const options = parseObject(values.options, '--options')
  for (const table of values.tables.split(','))
    for (const model of values.models.split(','))
      await keep('size', table, model, options, Number(values.threads))
}

/** The networks are trained for some epochs: what is left out of an epoch, such as the last density, counts as it does in a short training. */
const estimatedOptions: { readonly [model: string]: JsonObject } = {
  ctgan: { epochs: 5 },
  tvae: { epochs: 5, patience: 0 },
  mixture: {},
}

/** `estimates`: five tables and three models, at one thread. */
export async function estimates(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tables: { type: 'string', default: 'adult,insurance,california_housing,beijing_pm25,census_kdd_10k' },
      models: { type: 'string', default: 'mixture,tvae,ctgan' },
    },
  })
  for (const table of values.tables.split(','))
    for (const model of values.models.split(',')) {
      const { seconds, estimatedSeconds } = await keep(
        'estimates',
        table,
        model,
        estimatedOptions[model] ?? {},
        1,
      )
      console.log(`  estimate / actual ${(estimatedSeconds / seconds).toFixed(2)}`)
    }
}

async function keep(
  folder: 'size' | 'estimates',
  table: string,
  model: string,
  options: JsonObject,
  threads: number,
) {
  const file = table === 'high-cardinality' ? await highCardinalityFile() : join(dataFolder(), `${table}.csv`)
  const result = { table, ...(await measureFit(model, options, file, threads)) }
  keepSizeResult(folder, result)
  console.log(describeFit(table, result))
  return result
}
