import { decodeModel, type Restorer } from '../artifact/model-file.ts'
import { getColumn, type Table } from '../table/table.ts'
import { type ConformanceCase, ensure, ensureSame } from './conformance-case.ts'

/** A file that an older version wrote, and what it drew then. */
export interface KeptModelFile {
  readonly file: Uint8Array
  /** What the model drew with seed 3. */
  readonly rows: Table
  /** A categorical column to compare: other processors may round sums of products otherwise, which moves a number, and a draw of a category hardly ever. */
  readonly column: string
  /** Epochs of its training. */
  readonly epochs: number
}

/** A model file of an older format gives the rows that it gave then, for ever. */
export function testKeptModelFile(
  model: Restorer,
  { file, rows, column, epochs }: KeptModelFile,
): ConformanceCase {
  return {
    name: 'a file of the first format gives the rows that it gave then, for ever',
    async run() {
      const synthesizer = await decodeModel(file, [model])
      try {
        const drawn = await synthesizer.sample(rows.rowCount, { seed: 3 })
        const namesOf = (table: Table) => table.schema.columns.map(({ name }) => name)
        ensureSame(namesOf(drawn), namesOf(rows), 'the columns')
        ensureSame(categoriesOf(drawn, column), categoriesOf(rows, column), `column "${column}"`)
        const { length } = synthesizer.snapshot().curve
        ensure(length === epochs, `its training curve has ${length} epochs instead of ${epochs}`)
      } finally {
        await synthesizer.dispose()
      }
    },
  }
}

function categoriesOf(table: Table, name: string): readonly (string | undefined)[] {
  const { column } = getColumn(table, name)
  ensure(column.type === 'categorical', `column "${name}" is not categorical`)
  return Array.from(column.codes, (code) => column.categories[code])
}
