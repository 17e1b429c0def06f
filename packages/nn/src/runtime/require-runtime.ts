import { TabricateError } from '@tabricate/core'
import type { Runtime } from './runtime.ts'

/**
 * `given` as a runtime of this package, or what `makeDefault` makes where none is given.
 * @throws TabricateError `RUNTIME_UNAVAILABLE` when it is something else
 */
export async function requireRuntime(
  given: { readonly id: string } | undefined,
  makeDefault: () => Promise<Runtime>,
): Promise<Runtime> {
  if (given === undefined) return makeDefault()
  if (isRuntime(given)) return given
  throw new TabricateError(
    'RUNTIME_UNAVAILABLE',
    `The runtime "${given.id}" cannot run graphs: give one of @tabricate/nn, e.g. onnxRuntime().`,
  )
}

function isRuntime(runtime: { readonly id: string }): runtime is Runtime {
  return 'compile' in runtime && typeof runtime.compile === 'function'
}
