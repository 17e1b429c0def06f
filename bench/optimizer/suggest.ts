/** Our optimizer as a process that is asked and told by JSON lines: see suggester.ts. Only the package's public interface is used. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import {
  auto,
  bayesian,
  createStudy,
  random,
  type Strategy,
  type Study,
  spaceSchema,
  tpe,
  turbo,
} from '@tabricate/optimizer'
import { z } from 'zod'
import { answerLines } from '../harness/answer-lines.ts'
import type { JsonObject } from '../harness/protocol.ts'

const strategies: Readonly<Record<string, () => Strategy>> = { auto, bayesian, random, tpe, turbo }

const requestSchema = z.discriminatedUnion('command', [
  z.object({ command: z.literal('hello') }),
  z.object({
    command: z.literal('start'),
    strategy: z.string(),
    space: spaceSchema,
    seed: z.number(),
    calls: z.int(),
  }),
  z.object({ command: z.literal('ask'), count: z.int().min(1) }),
  z.object({
    command: z.literal('tell'),
    results: z.array(z.object({ number: z.int(), value: z.number() })),
  }),
])

let study: Study | undefined

function started(): Study {
  if (study === undefined) throw new Error('Ask for "start" first.')
  return study
}

async function answer(given: unknown): Promise<JsonObject> {
  const request = requestSchema.parse(given)
  switch (request.command) {
    case 'hello':
      return { versions: { node: process.versions.node } }
    case 'start': {
      const create = strategies[request.strategy]
      if (create === undefined) throw new Error(`There is no strategy "${request.strategy}".`)
      study = createStudy({ space: request.space, strategy: create(), seed: request.seed, clock: () => 0 })
      return {}
    }
    case 'ask': {
      const delays = monitorEventLoopDelay({ resolution: 1 })
      delays.enable()
      const before = process.cpuUsage()
      const trials = []
      for (let i = 0; i < request.count; i++) trials.push(await started().ask())
      const { user, system } = process.cpuUsage(before)
      delays.disable()
      return {
        trials: trials.map(({ number, parameters }) => ({ number, parameters })),
        milliseconds: (user + system) / 1000,
        heldMs: delays.max / 1e6,
      }
    }
    case 'tell':
      for (const { number, value } of request.results) started().tell(number, value)
      return { milliseconds: 0 }
    default:
      return request satisfies never
  }
}

await answerLines(answer)
