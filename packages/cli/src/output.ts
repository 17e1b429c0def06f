import { setImmediate } from 'node:timers/promises'
import {
  type Issue,
  isTabricateError,
  type Rebalance,
  type SampleStats,
  type Synthesizer,
  type Table,
  TabricateError,
  type Where,
} from '@tabricate/core'
import { checkWritable, fileFormatOf, writeTable } from '@tabricate/core/node'
import { standardStream } from './input.ts'
import { type Io, write } from './io.ts'
import { createProgressDisplay, type ProgressDisplay } from './progress-bar.ts'
import { formatStream, type StreamFormat } from './stream-format.ts'

/**
 * Whether all files could be written, before the work is begun whose result would be lost.
 * @throws TabricateError `FILE_EXISTS`, `FILE_NOT_FOUND`, `INVALID_OPTIONS` when one file is named twice; all issues at once
 */
export async function checkOutputs(paths: readonly (string | undefined)[], force: boolean): Promise<void> {
  const files = paths.filter((path) => path !== undefined && path !== standardStream)
  const twice = files.find((path, index) => files.indexOf(path) < index)
  if (twice !== undefined) throw new TabricateError('INVALID_OPTIONS', `"${twice}" is to be written twice.`)
  const errors: TabricateError[] = []
  for (const path of files) {
    try {
      await checkWritable(path ?? '', { force })
    } catch (error) {
      if (!isTabricateError(error)) throw error
      errors.push(error)
    }
  }
  const [first] = errors
  if (first === undefined) return
  const issues = errors.map(({ message }): Issue => ({ path: [], message }))
  const hint =
    errors.some((error) => error.code === 'FILE_EXISTS') && !force ? ['--force overwrites files.'] : []
  throw new TabricateError(first.code, [...issues.map(({ message }) => message), ...hint].join('\n'), {
    issues,
  })
}

/**
 * Whether rows could be written there in any format.
 * @throws TabricateError `INVALID_OPTIONS` when rows and JSON would both go to standard output, `UNSUPPORTED_FORMAT`
 */
export function checkRowsOutput({ output, json }: { readonly output: string; readonly json: boolean }): void {
  if (output !== standardStream) fileFormatOf(output)
  if (!json || output !== standardStream) return
  throw new TabricateError(
    'INVALID_OPTIONS',
    '--json and the rows cannot both go to standard output. Name a file for the rows with -o.',
  )
}

export function describeOutput(path: string): string {
  return path === standardStream ? 'standard output' : path
}

export interface WriteRowsOptions {
  readonly rows: number
  readonly seed: number
  readonly where: Where
  readonly rebalance: Rebalance
  readonly output: string
  /** Of standard output; default CSV. */
  readonly format: StreamFormat | undefined
  readonly force: boolean
  readonly quiet: boolean
}

/**
 * Draws rows and writes them as they come, so that memory does not grow with their number. A file is there whole or not at all.
 * @returns what was drawn for them
 */
export async function writeRows(
  synthesizer: Synthesizer,
  { rows, seed, where, rebalance, output, format, force, quiet }: WriteRowsOptions,
  io: Io,
): Promise<SampleStats> {
  const { stdout, signal } = io
  const rowsOnTerminal = output === standardStream && stdout.isTTY === true
  const display = createProgressDisplay(io, quiet || rowsOnTerminal)
  let stats: SampleStats = { drawnRows: 0, acceptedRows: 0, rejectedRows: {} }
  const onStats = (drawn: SampleStats) => {
    stats = drawn
  }
  const stream = synthesizer.stream(rows, { seed, where, rebalance, signal, onStats })
  const tables = withProgress(stream, rows, display)
  try {
    if (output !== standardStream) await writeTable(tables, output, { force, signal })
    else for await (const text of formatStream(tables, format ?? 'csv')) await write(stdout, text)
  } finally {
    display.stop()
  }
  return stats
}

async function* withProgress(
  tables: AsyncIterable<Table>,
  total: number,
  display: ProgressDisplay,
): AsyncGenerator<Table> {
  let done = 0
  for await (const table of tables) {
    yield table
    done += table.rowCount
    display.show({ title: 'sampling', done, total, unit: 'rows', details: [] })
    // Quick models and writes to pipes never wait: without this, an interruption would not be noticed.
    await setImmediate()
  }
}
