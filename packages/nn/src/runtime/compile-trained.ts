import { TabricateError } from '@tabricate/core'
import type { Node } from '../graph/node.ts'
import { sizeOf } from '../graph/shape.ts'
import type { Variable } from '../layers/variable.ts'
import type { Program, Runtime, Values } from './runtime.ts'
import { stateOf } from './state-of.ts'

/** What is run with trained weights: outputs by name, and the variables that they are made of. */
export interface TrainedGraph {
  readonly variables: readonly Variable[]
  readonly outputs: { readonly [name: string]: Node }
}

/**
 * A program whose state are trained weights, which no run changes. `weights` may hold more than the graph's variables.
 * @throws TabricateError `MODEL_STATE_INVALID` as {@link weightsOf} does
 */
export async function compileTrained(
  runtime: Runtime,
  { variables, outputs }: TrainedGraph,
  weights: Values,
  options: { readonly threads: number; readonly signal?: AbortSignal | undefined },
): Promise<Program> {
  const own = weightsOf(variables, weights)
  const nodes = variables.map(({ node }) => node)
  const program = await runtime.compile({ state: stateOf([], nodes), outputs }, options)
  program.writeState(own)
  return program
}

/**
 * The tensors of `variables` among those of a model file.
 * @throws TabricateError `MODEL_STATE_INVALID` with every tensor that is not there or has another size
 */
export function weightsOf(variables: readonly Variable[], tensors: Values): Values {
  const issues = variables.flatMap(({ name, node }) => {
    const wanted = sizeOf(node.shape)
    const found = Object.hasOwn(tensors, name) ? tensors[name]?.length : undefined
    return found === wanted
      ? []
      : [{ path: [name], message: `has ${found ?? 'no'} numbers instead of ${wanted}` }]
  })
  if (issues.length > 0)
    throw new TabricateError('MODEL_STATE_INVALID', 'The weights do not fit the networks of the model.', {
      issues,
    })
  return Object.fromEntries(variables.map(({ name }) => [name, tensors[name] ?? new Float32Array(0)]))
}

/** A program that is compiled when it is first needed. */
export interface LazyProgram {
  get(): Promise<Program>
  dispose(): Promise<void>
}

export function lazyProgram(compile: () => Promise<Program>): LazyProgram {
  let program: Promise<Program> | undefined
  return {
    get() {
      program ??= compile()
      return program
    },
    async dispose() {
      const compiled = program
      program = undefined
      await (await compiled)?.dispose()
    },
  }
}
