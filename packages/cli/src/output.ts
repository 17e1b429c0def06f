import { setImmediate } from 'node:timers/promises'
import {
  formatTableChunks,
  type Issue,
  isTabricateError,
  type Rebalance,
  type SampleStats,
  type Synthesizer,
  type Table,
  type TableFormat,
  TabricateError,
  type Where,
} from '@tabricate/core'
import { checkWritable, fileFormatOf, writeTable } from '@tabricate/core/node'
import { standardStream } from './input.ts'
import { type Io, write } from './io.ts'
import { createProgressDisplay, type ProgressDisplay } from './progress-bar.ts'
import { isText } from './table-format.ts'

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

/** Where rows go, and in which format. */
export interface RowsOutput {
  readonly output: string
  /** Default: by the file's name; of standard output CSV. */
  readonly format?: TableFormat | undefined
}

/**
 * Whether rows could be written there.
 * @throws TabricateError `INVALID_OPTIONS` when rows and JSON would both go to standard output, or bytes to a terminal; `UNSUPPORTED_FORMAT`
 */
export function checkRowsOutput(
  { output, format, json }: RowsOutput & { readonly json: boolean },
  { stdout }: Pick<Io, 'stdout'>,
): void {
  const written = rowsFormat({ output, format })
  if (output !== standardStream) return
  if (stdout.isTTY === true && !isText(written))
    throw new TabricateError(
      'INVALID_OPTIONS',
      `A terminal cannot show ${written}. Name a file for the rows with -o, or send them on with |.`,
    )
  if (!json) return
  throw new TabricateError(
    'INVALID_OPTIONS',
    '--json and the rows cannot both go to standard output. Name a file for the rows with -o.',
  )
}

function rowsFormat({ output, format }: RowsOutput): TableFormat {
  if (format !== undefined) return format
  if (output === standardStream) return 'csv'
  try {
    return fileFormatOf(output)
  } catch (error) {
    if (!isTabricateError(error, 'UNSUPPORTED_FORMAT')) throw error
    throw new TabricateError(error.code, `${error.message} (--format)`)
  }
}

export function describeOutput(path: string): string {
  return path === standardStream ? 'standard output' : path
}

export interface WriteRowsOptions extends RowsOutput {
  readonly rows: number
  readonly seed: number
  readonly where: Where
  readonly rebalance: Rebalance
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
    const written = rowsFormat({ output, format })
    if (output !== standardStream) await writeTable(tables, output, { format: written, force, signal })
    else for await (const part of formatTableChunks(tables, written)) await write(stdout, part)
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
