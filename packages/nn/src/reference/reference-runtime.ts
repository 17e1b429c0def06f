import type { Feeds, Program, Runtime, Step, Values } from '../runtime/runtime.ts'
import { checkFeeds, checkState, stepSignature } from '../runtime/step-signature.ts'
import { evaluate } from './evaluate.ts'

/**
 * Runs steps by the reference evaluator: float64 inside a run, float32 between runs, no dependencies, any platform.
 * For tests and tiny networks: about a thousand times slower than the others.
 */
export function referenceRuntime(): Runtime {
  return { id: 'reference', compile: (step) => Promise.resolve(compile(step)) }
}

function compile(step: Step): Program {
  const signature = stepSignature(step)
  const state = new Map(signature.state.map(({ name, size }) => [name, new Float32Array(size)]))
  const outputs = Object.entries(step.outputs)
  const roots = [...outputs.map(([, node]) => node), ...signature.state.map(({ next }) => next)]

  function run(feeds: Feeds): Values {
    const held = signature.state.map(({ name, inputName }) => [inputName, state.get(name) ?? []] as const)
    const inputs = { ...feeds, ...Object.fromEntries(held) }
    const values = evaluate(roots, inputs).map((value) => Float32Array.from(value))
    signature.state.forEach(({ name }, index) => {
      state.set(name, values[outputs.length + index] ?? new Float32Array(0))
    })
    return Object.fromEntries(outputs.map(([name], index) => [name, values[index] ?? new Float32Array(0)]))
  }

  return {
    async run(feeds) {
      checkFeeds(signature, feeds)
      return run(feeds)
    },
    async runMany(steps) {
      for (const feeds of steps) checkFeeds(signature, feeds)
      return steps.map(run)
    },
    readState: () => Object.fromEntries([...state].map(([name, value]) => [name, value.slice()])),
    writeState(values) {
      checkState(signature, values)
      for (const [name, value] of Object.entries(values)) state.set(name, value.slice())
    },
    dispose: async () => state.clear(),
  }
}
