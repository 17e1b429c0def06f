import {
  type ColumnType,
  type Issue,
  parseTable,
  type Table,
  type TableFormat,
  type TableParseOptions,
  throwIssues,
} from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { type Io, readStdin } from './io.ts'
import type { Say } from './messages.ts'

/** On the command line, standard input or output in place of a file. */
export const standardStream = '-'

const columnTypes: readonly ColumnType[] = ['numerical', 'datetime', 'categorical', 'boolean', 'id']

/** Where a table comes from. */
export interface TableSource {
  /** A file, or {@link standardStream}. */
  readonly path: string
  /** Default: by its content. */
  readonly format: TableFormat | undefined
}

/**
 * The table in a file or on standard input. `types` are texts `column=type` that overrule inference. What was decided for the user is
 * said.
 * @throws TabricateError of {@link readTable}, and `INVALID_OPTIONS` for types that cannot be read
 */
export async function readInputTable(
  source: TableSource,
  io: Io,
  types: readonly string[],
  say: Say,
): Promise<Table> {
  const notices: string[] = []
  const table = await read(source, io, { ...typeRules(types), onNotice: (notice) => notices.push(notice) })
  for (const notice of notices) await say(`Note: ${notice}`)
  return table
}

/** A table with the columns of `model`, read by its schema: inference might see other types in other rows. */
export function readTableLike(model: Pick<Table, 'schema'>, source: TableSource, io: Io): Promise<Table> {
  return read(source, io, { schema: model.schema })
}

function read({ path, format }: TableSource, io: Io, options: TableParseOptions): Promise<Table> {
  const given = { ...options, ...(format !== undefined && { format }) }
  return path === standardStream ? parseTable(readStdin(io), given) : readTable(path, given)
}

/**
 * Texts `column=type` as options of a reader.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function typeRules(types: readonly string[]): Pick<TableParseOptions, 'columns'> {
  return types.length === 0 ? {} : { columns: readTypes(types) }
}

function readTypes(types: readonly string[]): ReadonlyMap<string, ColumnType> {
  const issues: Issue[] = []
  const columns = new Map<string, ColumnType>()
  for (const text of types) {
    const at = text.lastIndexOf('=')
    const type = columnTypes.find((each) => each === text.slice(at + 1))
    if (at > 0 && type !== undefined) columns.set(text.slice(0, at), type)
    else
      issues.push({
        path: [`--type ${text}`],
        message: `write column=type with a type of ${columnTypes.join(', ')}`,
      })
  }
  throwIssues('INVALID_OPTIONS', 'The column types cannot be read', issues)
  return columns
}
