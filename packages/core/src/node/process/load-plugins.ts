import { TabricateError } from '../../errors.ts'
import type { ModelPlugin } from '../../model/define-model.ts'

/** A model of any options. */
export type AnyPlugin = ModelPlugin<unknown>

/**
 * The models that a module exports.
 * @throws TabricateError `MODEL_UNKNOWN` when it cannot be loaded or exports none
 */
export async function loadPlugins(url: string): Promise<readonly AnyPlugin[]> {
  const module: unknown = await import(url).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TabricateError('MODEL_UNKNOWN', `The module "${url}" of a model cannot be loaded: ${reason}`, {
      cause,
    })
  })
  const exported = typeof module === 'object' && module !== null ? Object.values(module) : []
  const plugins = [...new Set(exported.filter(isPlugin))]
  if (plugins.length === 0)
    throw new TabricateError('MODEL_UNKNOWN', `The module "${url}" exports no model made by defineModel.`)
  return plugins
}

/**
 * The model of this id that a module exports.
 * @throws TabricateError `MODEL_UNKNOWN`
 */
export async function loadPlugin(url: string, id: string): Promise<AnyPlugin> {
  const plugins = await loadPlugins(url)
  const found = plugins.find((plugin) => plugin.id === id)
  if (found !== undefined) return found
  const known = plugins.map((plugin) => plugin.id).join(', ')
  throw new TabricateError('MODEL_UNKNOWN', `The module "${url}" exports no model "${id}"; it has: ${known}.`)
}

/** By its parts: a host's model may use another copy of core. */
function isPlugin(value: unknown): value is AnyPlugin {
  return (
    typeof value === 'function' &&
    'id' in value &&
    typeof value.id === 'string' &&
    'restore' in value &&
    typeof value.restore === 'function' &&
    'definition' in value &&
    typeof value.definition === 'object' &&
    value.definition !== null &&
    'options' in value.definition
  )
}
