import { type ColumnType, type Issue, parseCsv, type Table, throwIssues } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { type Io, readStdin } from './io.ts'

/** On the command line, standard input or output in place of a file. */
export const standardStream = '-'

const columnTypes: readonly ColumnType[] = ['numerical', 'datetime', 'categorical', 'boolean', 'id']

/**
 * The table in a file or on standard input. `types` are texts `column=type` that overrule inference.
 * @throws TabricateError of {@link readTable}, and `INVALID_OPTIONS` for types that cannot be read
 */
export async function readInputTable(path: string, io: Io, types: readonly string[]): Promise<Table> {
  return read(path, io, types.length === 0 ? {} : { columns: readTypes(types) })
}

/** A table with the columns of `model`, read by its schema: inference might see other types in other rows. */
export function readTableLike(model: Table, path: string, io: Io): Promise<Table> {
  return read(path, io, { schema: model.schema })
}

function read(path: string, io: Io, options: NonNullable<Parameters<typeof parseCsv>[1]>): Promise<Table> {
  return path === standardStream ? parseCsv(readStdin(io), options) : readTable(path, options)
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
