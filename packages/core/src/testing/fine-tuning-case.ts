import { decodeCheckpoint, encodeCheckpoint } from '../artifact/checkpoint-file.ts'
import { decodeModel, encodeModel } from '../artifact/model-file.ts'
import { isTabricateError } from '../errors.ts'
import type { ModelPlugin } from '../model/define-model.ts'
import type { Checkpoint, FineTuneArguments, FitArguments, Synthesizer } from '../model/model.ts'
import type { Table } from '../table/table.ts'
import { validateTable } from '../table/validate-table.ts'
import { type ConformanceCase, ensure, ensureSame } from './conformance-case.ts'
import { mixedTable } from './table-fixtures.ts'

/** A model that has checkpoints goes on from them with other rows, or says that it cannot. */
export function testFineTuning<Options>(
  plugin: ModelPlugin<Options>,
  fit: (table: Table, more?: FitArguments) => Promise<Synthesizer>,
  runtime: Pick<FitArguments, 'runtime'>,
): ConformanceCase {
  return {
    name: 'goes on from a checkpoint with other rows, or says that it cannot',
    async run() {
      const table = mixedTable(300)
      const first = await fit(table, { seed: 6 })
      const taken = first.checkpoint()
      await first.dispose()
      if (taken === undefined) return
      const checkpoint = await decodeCheckpoint(await encodeCheckpoint(taken))
      const tune = (rows: Table, more: FineTuneArguments<Options> = {}, from: Checkpoint = checkpoint) =>
        plugin.fineTune(from, rows, { ...runtime, seed: 7, ...more })
      const rows = mixedTable(200, 9)
      if (plugin.definition.fineTuning === undefined) return ensureRefused(tune(rows), 'INVALID_OPTIONS')

      const epochs: number[] = []
      const tuned = await tune(rows, { onProgress: ({ epoch }) => epochs.push(epoch) })
      ensure(epochs.length > 0 && epochs.at(-1) === Math.max(...epochs), `epochs: ${epochs.join(', ')}`)
      ensureSame(tuned.schema, table.schema, 'the schema')
      const sample = await tuned.sample(100, { seed: 1 })
      validateTable(sample)
      const read = await decodeModel(await encodeModel(tuned), [plugin], runtime)
      ensureSame(await read.sample(100, { seed: 1 }), sample, 'the sample of the model read')
      await read.dispose()
      const again = await tune(rows)
      ensureSame(
        await again.sample(100, { seed: 1 }),
        sample,
        'the sample of the second fine-tuning of one seed',
      )
      await again.dispose()

      const next = tuned.checkpoint()
      await tuned.dispose()
      ensure(next?.fineTunings === 1, 'a fine-tuned model has no checkpoint that says so')
      const twice = await tune(rows, {}, await decodeCheckpoint(await encodeCheckpoint(next)))
      await twice.dispose()
      await ensureRefused(fit(rows, { seed: 7, checkpoint: next }), 'MODEL_STATE_INVALID')
      await ensureRefused(tune({ ...rows, ...withoutColumn(rows, 2) }), 'INVALID_TABLE')
      const unknown = withCategory(rows, 1, 'of another kind')
      await ensureRefused(tune(unknown), 'INVALID_TABLE')
      const dropped = await tune(unknown, { unknownValues: 'drop' })
      ensure(dropped.snapshot().rowCount < rows.rowCount, 'rows with an unknown category were learned')
      await dropped.dispose()
      const controller = new AbortController()
      controller.abort()
      await ensureRefused(tune(rows, { signal: controller.signal }), 'ABORTED')
    },
  }
}

async function ensureRefused(
  promise: Promise<Synthesizer>,
  code: Parameters<typeof isTabricateError>[1],
): Promise<void> {
  const [outcome] = await Promise.allSettled([promise])
  ensure(outcome.status === 'rejected', `nothing was thrown instead of ${code}`)
  ensure(isTabricateError(outcome.reason, code), `${String(outcome.reason)} was thrown instead of ${code}`)
}

function withoutColumn({ schema, columns }: Table, index: number): Pick<Table, 'schema' | 'columns'> {
  return {
    schema: { columns: schema.columns.filter((_, at) => at !== index) },
    columns: columns.filter((_, at) => at !== index),
  }
}

/** The table with its first category in column `index` called otherwise. */
function withCategory(table: Table, index: number, name: string): Table {
  const columns = table.columns.map((column, at) =>
    at === index && column.type === 'categorical'
      ? { ...column, categories: [name, ...column.categories.slice(1)] }
      : column,
  )
  return { ...table, columns }
}
