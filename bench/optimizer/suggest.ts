/** Our optimizer as a process that is asked and told by JSON lines: see suggester.ts. Only the package's public interface is used. */
import { existsSync, readFileSync } from 'node:fs'
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

/**
 * The most processor time of the main thread between two turns of the event loop, in milliseconds: unlike the time of the clock, it counts neither other
 * processes' work nor the threads of compiler and collector. `null` where the system does not tell: Linux does, proc(5).
 */
function watchTurns(): { end(): number | null } {
  let last = mainThreadMs()
  let longestMs = 0
  const measure = () => {
    const now = mainThreadMs()
    if (now !== undefined && last !== undefined) longestMs = Math.max(longestMs, now - last)
    last = now
  }
  const timer = setInterval(measure, 1)
  return {
    end() {
      clearInterval(timer)
      measure()
      return last === undefined ? null : longestMs
    },
  }
}

function mainThreadMs(): number | undefined {
  const file = `/proc/self/task/${process.pid}/schedstat`
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : undefined
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
