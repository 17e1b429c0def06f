import { type Issue, throwIssues } from '@tabricate/core'
import type { Node } from '../graph/node.ts'
import { sameShape, sizeOf } from '../graph/shape.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import type { Feeds, Step, Transition, Values } from './runtime.ts'

/** The inputs of a step, sorted by who provides them. */
export interface StepSignature {
  /** State by name, in the step's order. */
  readonly state: readonly (Transition & {
    readonly name: string
    readonly inputName: string
    readonly size: number
  })[]
  /** Inputs that each run must be given. */
  readonly feeds: readonly { readonly name: string; readonly node: Node; readonly size: number }[]
}

/**
 * Checks a step and tells its state from its feeds.
 *
 * @throws INVALID_OPTIONS listing every state entry that is not an input or changes its shape, and every doubled name
 */
export function stepSignature(step: Step): StepSignature {
  const issues: Issue[] = []
  const held = new Set<Node>()
  const state = Object.entries(step.state).map(([name, { value, next }]) => {
    if (value.op !== 'input')
      issues.push({ path: ['state', name, 'value'], message: `is a '${value.op}' node; make it an input` })
    if (!sameShape(value.shape, next.shape)) {
      issues.push({
        path: ['state', name, 'next'],
        message: `has the shape [${next.shape}], the value has [${value.shape}]`,
      })
    }
    held.add(value)
    return {
      name,
      value,
      next,
      inputName: value.op === 'input' ? value.attributes.name : name,
      size: sizeOf(value.shape),
    }
  })
  const roots = [...Object.values(step.outputs), ...state.map(({ next }) => next)]
  const feeds = topologicalOrder(roots).flatMap((node) =>
    node.op === 'input' && !held.has(node)
      ? [{ name: node.attributes.name, node, size: sizeOf(node.shape) }]
      : [],
  )
  const seen = new Set<string>()
  for (const name of [...state.map(({ inputName }) => inputName), ...feeds.map((feed) => feed.name)]) {
    if (seen.has(name))
      issues.push({ path: ['inputs', name], message: 'is the name of two inputs; give each its own' })
    seen.add(name)
  }
  throwIssues('INVALID_OPTIONS', 'The step cannot be compiled', issues)
  return { state, feeds }
}

/** @throws INVALID_OPTIONS listing every feed that is missing, unknown or of the wrong length or type */
export function checkFeeds(signature: StepSignature, feeds: Feeds): void {
  const issues: Issue[] = []
  for (const { name, node, size } of signature.feeds) {
    const given = feeds[name]
    const type = node.dtype === 'int32' ? Int32Array : Float32Array
    if (given === undefined)
      issues.push({ path: ['feeds', name], message: `is missing; ${size} ${node.dtype} numbers are needed` })
    else if (!(given instanceof type)) issues.push({ path: ['feeds', name], message: `is no ${type.name}` })
    else if (given.length !== size) {
      issues.push({
        path: ['feeds', name],
        message: `has ${given.length} numbers; [${node.shape}] needs ${size}`,
      })
    }
  }
  const known = new Set(signature.feeds.map(({ name }) => name))
  for (const name of Object.keys(feeds)) {
    if (!known.has(name)) issues.push({ path: ['feeds', name], message: 'is not an input of the step' })
  }
  throwIssues('INVALID_OPTIONS', 'The step cannot be run', issues)
}

/** @throws INVALID_OPTIONS listing every value that is unknown or of the wrong length */
export function checkState(signature: StepSignature, values: Values): void {
  const sizes = new Map(signature.state.map(({ name, size }) => [name, size]))
  const issues = Object.entries(values).flatMap(([name, given]): Issue[] => {
    const size = sizes.get(name)
    if (size === given.length) return []
    const message =
      size === undefined ? 'is not part of the state' : `has ${given.length} numbers; ${size} are needed`
    return [{ path: ['state', name], message }]
  })
  throwIssues('INVALID_OPTIONS', 'The state cannot be written', issues)
}
