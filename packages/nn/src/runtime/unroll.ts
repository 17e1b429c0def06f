import { input, type Node } from '../graph/node.ts'
import { substitute } from '../graph/substitute.ts'
import type { Step, Transition } from './runtime.ts'
import { stepSignature } from './step-signature.ts'

/** Name of a feed or an output of the i-th step (from 0) of an unrolled one. */
export const unrolledName = (i: number, name: string): string => `${i}/${name}`

/**
 * A step that is `count` steps of the given one, each starting from the state that the one before it left: the same numbers to the
 * last bit, but the state enters and leaves the runtime once for all of them. Feeds and outputs go by {@link unrolledName}.
 */
export function unroll(step: Step, count: number): Step {
  const { state, feeds } = stepSignature(step)
  const outputNames = Object.keys(step.outputs)
  const roots = [...Object.values(step.outputs), ...state.map(({ next }) => next)]
  const outputs: [string, Node][] = []
  let values = new Map(state.map(({ value }) => [value, value]))
  for (let i = 0; i < count; i++) {
    const fed = feeds.map(
      ({ name, node }) => [node, input(unrolledName(i, name), node.shape, node.dtype)] as const,
    )
    const results = substitute(roots, new Map([...values, ...fed]))
    outputNames.forEach((name, index) => {
      const result = results[index]
      if (result !== undefined) outputs.push([unrolledName(i, name), result])
    })
    values = new Map(state.map(({ value }, index) => [value, results[outputNames.length + index] ?? value]))
  }
  const transitions = state.map(({ name, value }): [string, Transition] => [
    name,
    { value, next: values.get(value) ?? value },
  ])
  return { state: Object.fromEntries(transitions), outputs: Object.fromEntries(outputs) }
}
