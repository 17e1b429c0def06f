/**
 * Our side of the benchmark: one long-lived process, steered by JSON lines (see ../harness/protocol.ts), the counterpart of
 * ../python/peer.py. Only the packages' public interface is used.
 */
import type { Model, Synthesizer, Table } from '@tabricate/core'
import { readTable, writeTable } from '@tabricate/core/node'
import { answerLines } from '../harness/answer-lines.ts'
import { isJsonObject, type JsonObject, type Request, type TrainingRequest } from '../harness/protocol.ts'
import { models } from './models.ts'
import { timeEpochs } from './time-epochs.ts'

interface State {
  real?: Table
  synthesizer?: Synthesizer
  synthetic?: Table
}

async function answer(state: State, request: Request): Promise<JsonObject> {
  switch (request.command) {
    case 'hello':
      return { versions: { node: process.versions.node } }
    case 'load':
      return load(state, request.path)
    case 'encode': {
      const { encodeMs } = await timeEpochs(
        createModel(request, { epochs: 2 }),
        loaded(state.real, 'load'),
        request,
      )
      return { milliseconds: encodeMs }
    }
    case 'steps': {
      const real = loaded(state.real, 'load')
      const { epochs, stepsPerEpoch } = epochsFor(request, real.rowCount)
      const { epochMs } = await timeEpochs(createModel(request, { epochs }), real, request)
      return { milliseconds: epochMs / stepsPerEpoch }
    }
    case 'fit': {
      const real = loaded(state.real, 'load')
      const start = performance.now()
      state.synthesizer = await train(request, real)
      return { milliseconds: performance.now() - start }
    }
    case 'sample': {
      const start = performance.now()
      state.synthetic = await loaded(state.synthesizer, 'fit').sample(request.rows, { seed: request.seed })
      return { milliseconds: performance.now() - start }
    }
    case 'memory':
      return { megabytes: process.resourceUsage().maxRSS / 1000 }
    case 'processor': {
      const { user, system } = process.cpuUsage()
      return { milliseconds: (user + system) / 1000 }
    }
    case 'write':
      await writeTable(loaded(state.synthetic, 'sample'), request.path)
      return {}
    default:
      return request satisfies never
  }
}

async function load(state: State, path: string): Promise<JsonObject> {
  const table = await readTable(path)
  state.real = table
  return { rows: table.rowCount, columns: table.columns.length }
}

async function train(request: TrainingRequest, table: Table): Promise<Synthesizer> {
  const { seed, threads } = request
  return createModel(request).fit(table, { seed, threads })
}

function createModel({ model, options }: TrainingRequest, override: JsonObject = {}): Model {
  const create = models[model]
  if (create === undefined)
    throw new Error(`There is no model "${model}"; there are ${Object.keys(models).join(', ')}.`)
  return create({ ...options, ...override })
}

/** Epochs that hold `count` steps, and one more to warm up. */
function epochsFor(
  request: TrainingRequest & { count: number },
  rowCount: number,
): { epochs: number; stepsPerEpoch: number } {
  const { options } = createModel(request)
  const batchSize = isJsonObject(options) ? options.batchSize : undefined
  if (typeof batchSize !== 'number')
    throw new Error(`The model "${request.model}" has no steps: no option batchSize.`)
  const stepsPerEpoch = Math.max(1, Math.floor(rowCount / batchSize))
  return { epochs: 1 + Math.ceil(request.count / stepsPerEpoch), stepsPerEpoch }
}

function loaded<Value>(value: Value | undefined, command: string): Value {
  if (value === undefined) throw new Error(`Ask for "${command}" first.`)
  return value
}

function isRequest(value: unknown): value is Request {
  return isJsonObject(value) && typeof value.command === 'string'
}

const state: State = {}
await answerLines(async (request) => {
  if (!isRequest(request)) throw new Error(`This is no request: ${JSON.stringify(request)}`)
  return answer(state, request)
})
