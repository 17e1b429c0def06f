/** A table, written by the program itself: strangers have no examples of ours. */
const table = `const rows = Array.from({ length: 300 }, (_, i) => [20 + ((i * 7) % 50), i % 3 ? 'f' : 'm', ((i * 37) % 101) / 10].join())
const real = await parseCsv(['age,sex,spent', ...rows].join('\\n'))`

const check = `if (synthetic.rowCount !== 50 || synthetic.schema.columns.map(({ name }) => name).join() !== 'age,sex,spent') throw new Error('not the same columns')
console.log('made', synthetic.rowCount, 'rows')`

/** Learns with a model that needs no engine. */
export const mixtureProgram = `import { parseCsv } from '@tabricate/core'
import { mixture } from '@tabricate/models-mixture'
${table}
const synthesizer = await mixture().fit(real, { seed: 1 })
const synthetic = await synthesizer.sample(50, { where: { sex: 'm' } })
${check}
`

/** Learns with a network, on ONNX Runtime. */
export const ctganProgram = `import { parseCsv } from '@tabricate/core'
import { ctgan } from '@tabricate/models-ctgan'
${table}
const synthesizer = await ctgan({ epochs: 2 }).fit(real, { seed: 1 })
const synthetic = await synthesizer.sample(50)
${check}
`

/** The same from CommonJS: Node requires ECMAScript modules without top-level await. */
export const commonJsProgram = `const { parseCsv } = require('@tabricate/core')
const { ctgan } = require('@tabricate/models-ctgan')
const { tvae } = require('@tabricate/models-tvae')
const { createStudy } = require('@tabricate/optimizer')
const { createClient } = require('@tabricate/client')
const { createServer } = require('@tabricate/server')
const core = require('@tabricate/core/node')
for (const [name, value] of Object.entries({ createStudy, createClient, createServer, tvae, readTable: core.readTable }))
  if (typeof value !== 'function') throw new Error(name + ' is ' + typeof value)
async function main() {
${table}
const synthesizer = await ctgan({ epochs: 2 }).fit(real, { seed: 1 })
const synthetic = await synthesizer.sample(50)
${check}
}
main()
`

/** Uses the types of every package: a mistake in an option's name must not compile. */
export const typedProgram = `import { parseCsv, type Table } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { createClient } from '@tabricate/client'
import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'
import { float, tune } from '@tabricate/optimizer'
import { createServer } from '@tabricate/server'

export async function make(file: string): Promise<Table> {
  const table = file === '' ? await parseCsv('a,b\\n1,2\\n') : await readTable(file)
  const { bestOptions } = await tune({ model: tvae, table, space: { lr: float(1e-4, 1e-2, { log: true }) }, trials: 2 })
  const synthesizer = await ctgan({ epochs: 2 }).fit(table, { seed: Number(bestOptions?.lr ?? 0) })
  // @ts-expect-error: there is no such option
  mixture({ epochen: 2 })
  return synthesizer.sample(5)
}

export const client = createClient({ baseUrl: 'http://127.0.0.1:8000' })
export const platform = createServer({ models: [] })
`

/** A page that learns in the browser: what a bundler has to resolve. */
export const browserProgram = `import { parseCsv } from '@tabricate/core'
import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { onnxWebRuntime } from '@tabricate/nn/web'
import * as ort from 'onnxruntime-web'

const table = await parseCsv('a,b\\n1,x\\n2,y\\n')
const model = table.rowCount > 5 ? ctgan({ epochs: 1 }) : mixture()
const synthesizer = await model.fit(table, { runtime: onnxWebRuntime(ort) })
document.body.textContent = String((await synthesizer.sample(1)).rowCount)
`
