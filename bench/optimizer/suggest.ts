/** Our optimizer as a process that is asked and told by JSON lines: see suggester.ts. Only the package's public interface is used. */
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

/** The most processor time between two turns of the event loop: unlike the time of the clock, it does not count other processes' work. */
function watchTurns(): { end(): number } {
  let last = process.cpuUsage()
  let longestMs = 0
  const measure = () => {
    const { user, system } = process.cpuUsage(last)
    longestMs = Math.max(longestMs, (user + system) / 1000)
    last = process.cpuUsage()
  }
  const timer = setInterval(measure, 1)
  return {
    end() {
      clearInterval(timer)
      measure()
      return longestMs
    },
  }
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
      const turns = watchTurns()
      const before = process.cpuUsage()
      const trials = []
      for (let i = 0; i < request.count; i++) trials.push(await started().ask())
      const { user, system } = process.cpuUsage(before)
      const heldMs = turns.end()
      return {
        trials: trials.map(({ number, parameters }) => ({ number, parameters })),
        milliseconds: (user + system) / 1000,
        heldMs,
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
