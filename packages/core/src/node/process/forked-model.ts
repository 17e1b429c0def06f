import { z } from 'zod'
import { decodeModel } from '../../artifact/model-file.ts'
import { rulesOf } from '../../constraint/read-constraints.ts'
import { throwIfAborted, throwIssues } from '../../errors.ts'
import type { ModelPlugin } from '../../model/define-model.ts'
import type { FitArguments, Model, Synthesizer } from '../../model/model.ts'
import type { Table } from '../../table/table.ts'
import { type FitTask, fitMessageSchema } from './fit-task.ts'
import { runInProcess } from './run-in-process.ts'

export interface ForkedModelOptions {
  /** The module that exports the model, such as `import.meta.resolve('@tabricate/models-ctgan')`: the process loads it anew. */
  readonly modelUrl: string
  /** Resident memory of a fit's process, in MB (2²⁰ bytes), above which it is ended with `MEMORY_LIMIT`. Default: no limit. */
  readonly memoryMb?: number
}

/** From source, as unit tests run, the entry is that of the last build. */
const entry = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/node/model-process.js' : './model-process.js',
  import.meta.url,
)

/**
 * The same model, each of whose fits runs in a process of its own: several fits use several processors, none holds up this process, and
 * memory can be capped. The result is the same, bit for bit.
 *
 * A fit refuses what cannot be handed to another process: `runtime`, custom constraints, `onCheckpoint`; `clock` is the other process's own.
 * `fineTune` runs in this process.
 */
export function forkedModel<Options>(
  plugin: ModelPlugin<Options>,
  forkOptions: ForkedModelOptions,
): ModelPlugin<Options> {
  const create = (given?: Partial<Options>): Model<Options> => {
    const model = plugin(given)
    return {
      ...model,
      fit: (table, fitArguments = {}) => fitInProcess(plugin, model, table, fitArguments, forkOptions),
    }
  }
  return Object.assign(create, {
    definition: plugin.definition,
    id: plugin.id,
    restore: plugin.restore,
    fineTune: plugin.fineTune,
  })
}

async function fitInProcess<Options>(
  plugin: ModelPlugin<Options>,
  { id, options }: Model<Options>,
  table: Table,
  fitArguments: FitArguments,
  { modelUrl, memoryMb }: ForkedModelOptions,
): Promise<Synthesizer> {
  const { seed, threads, encoding, maxSeconds, checkpoint, constraints = [], violatingRows } = fitArguments
  const { signal, onProgress, onNotice } = fitArguments
  const rules = rulesOf(constraints)
  throwIssues(
    'INVALID_OPTIONS',
    'A fit in a process of its own takes no functions',
    [
      ...(['runtime', 'onCheckpoint'] as const).filter((name) => fitArguments[name] !== undefined),
      ...(rules.length < constraints.length ? ['constraints'] : []),
    ].map((name) => ({ path: [name], message: 'cannot be handed to another process' })),
  )
  throwIfAborted(signal)
  const task: FitTask = {
    modelUrl,
    modelId: id,
    options: z.record(z.string(), z.json()).parse(options),
    table,
    ...(seed !== undefined && { seed }),
    ...(threads !== undefined && { threads }),
    ...(encoding !== undefined && { encoding }),
    ...(maxSeconds !== undefined && { maxSeconds }),
    ...(checkpoint !== undefined && { checkpoint }),
    ...(rules.length > 0 && { constraints: rules }),
    ...(violatingRows !== undefined && { violatingRows }),
  }
  try {
    const { result } = await runInProcess({
      entry,
      task,
      readResult: readBytes,
      signal,
      ...(memoryMb !== undefined && { memoryMb }),
      onProgress(given) {
        const message = fitMessageSchema.parse(given)
        if (message.kind === 'notice') onNotice?.(message.notice)
        else onProgress?.(message.progress)
      },
    })
    return await decodeModel(result, [plugin])
  } catch (error) {
    throwIfAborted(signal)
    throw error
  }
}

function readBytes(answer: unknown): Uint8Array {
  if (answer instanceof Uint8Array) return answer
  throw new TypeError('The process of a fit answered something other than bytes.')
}
