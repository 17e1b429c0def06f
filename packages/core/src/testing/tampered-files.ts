import { decodeContainer, encodeContainer } from '../artifact/container.ts'
import { decodeModel, type Restorer } from '../artifact/model-file.ts'
import { isTabricateError } from '../errors.ts'
import type { RestoreArguments } from '../model/define-model.ts'
import type { Json, Tensor } from '../model/state.ts'
import { ensure } from './conformance-case.ts'

/** What takes the place of figures and texts in a file: wrong signs, sizes, types. */
const lies: readonly Json[] = [-1, 1e15, 0.5, 'x', null, [], { ['__proto__']: 1 }]
/** Places of a header that are tampered with, spread over all of it. */
const places = 60

/**
 * Reads the file again and again, each time with another part of it replaced and all checksums right, and samples from what can be
 * read. Every failure must be a typed error: no crash, no endless work, no memory beyond what the file holds.
 */
export async function ensureTamperedFilesAreRefused(
  file: Uint8Array,
  plugin: Restorer,
  restoreArguments: RestoreArguments,
): Promise<void> {
  const { meta, tensors } = await decodeContainer(file)
  const headers = leavesOf(meta)
  const step = Math.max(1, Math.floor(headers.length / places))
  for (const [i, path] of headers.filter((_, index) => index % step === 0).entries()) {
    const lie = lies[i % lies.length] ?? null
    const what = `${path.join('.')} = ${JSON.stringify(lie)}`
    await ensureTyped(what, { meta: replaced(meta, path, lie), tensors }, plugin, restoreArguments)
  }
  for (const [name, tensor] of Object.entries(tensors)) {
    const shorter = { ...tensors, [name]: tensor.slice(0, Math.max(0, tensor.length - 1)) }
    await ensureTyped(`tensor ${name} cut short`, { meta, tensors: shorter }, plugin, restoreArguments)
    const without = Object.fromEntries(Object.entries(tensors).filter(([other]) => other !== name))
    await ensureTyped(`no tensor ${name}`, { meta, tensors: without }, plugin, restoreArguments)
  }
}

async function ensureTyped(
  what: string,
  content: { readonly meta: Json; readonly tensors: { readonly [name: string]: Tensor } },
  plugin: Restorer,
  restoreArguments: RestoreArguments,
): Promise<void> {
  try {
    const synthesizer = await decodeModel(await encodeContainer(content), [plugin], restoreArguments)
    try {
      await synthesizer.sample(3)
    } finally {
      await synthesizer.dispose()
    }
  } catch (error) {
    ensure(isTabricateError(error), `a file with ${what} ended in ${String(error)}`)
  }
}

/** Paths of everything in a JSON value that is neither list nor object. */
function leavesOf(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]))
}

/** The value with what is at `path` replaced. */
function replaced(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined || typeof value !== 'object' || value === null) return by
  if (isList(value))
    return value.map((part, index) => (String(index) === key ? replaced(part, rest, by) : part))
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === key ? replaced(part, rest, by) : part]),
  )
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
