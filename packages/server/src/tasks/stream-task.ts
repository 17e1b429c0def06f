import { once } from 'node:events'
import { formatCsvChunks, type Table } from '@tabricate/core'
import { formatJsonChunks } from '@tabricate/core/json'
import { loadModel, loadPlugins } from '@tabricate/core/node'
import type { StreamTask } from '../jobs/child-messages.ts'
import { neutraliseFormulas } from './neutralise-formulas.ts'
import type { TaskContext } from './task-context.ts'

/** Writes rows of a trained model to standard output, no faster than they are read. */
export async function runStreamTask(
  task: StreamTask,
  { signal }: TaskContext,
): Promise<{ readonly rows: number }> {
  const plugins = (await Promise.all(task.modelUrls.map(loadPlugins))).flat()
  const synthesizer = await loadModel(task.modelFile, plugins)
  try {
    const { rows, seed, conditions: where } = task
    const tables = synthesizer.stream(rows, { seed, where, signal })
    for await (const text of formatRows(tables, task)) {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain', { signal })
    }
    await new Promise<void>((resolve) => process.stdout.end(() => resolve()))
    return { rows }
  } finally {
    await synthesizer.dispose()
  }
}

function formatRows(
  tables: AsyncIterable<Table>,
  { format, neutraliseFormulas: isNeutralised }: StreamTask,
): AsyncIterable<string> {
  switch (format) {
    case 'csv':
      return formatCsvChunks(isNeutralised ? neutralised(tables) : tables)
    case 'ndjson':
      return formatJsonChunks(tables, { layout: 'lines' })
    default:
      return format satisfies never
  }
}

async function* neutralised(tables: AsyncIterable<Table>): AsyncGenerator<Table> {
  for await (const table of tables) yield neutraliseFormulas(table)
}
