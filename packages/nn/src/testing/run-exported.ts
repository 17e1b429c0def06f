import { type Column, type Table, TabricateError } from '@tabricate/core'
import type { InferenceSession } from 'onnxruntime-common'
import { type Ort, textOf } from '../ort/session.ts'
import { type ExportedColumn, exportMetadataSchema } from '../table-sampler/describe-columns.ts'

/** Noise for one run of an exported file: `normal` [rows, n] and `uniform` [rows, m]. */
export interface ExportNoise {
  readonly rows: number
  readonly normal: Float32Array
  readonly uniform: Float32Array
}

/** A cell as text or number; `null` = missing. */
export type ExportedCell = string | number | null

/** What an exported file drew: cells by column, `undefined` for columns that are made anew. */
export interface ExportedRows {
  readonly columns: readonly ExportedColumn[]
  readonly cells: readonly (readonly ExportedCell[] | undefined)[]
}

/** Runs an exported file by itself. `ort` is the module `onnxruntime-node` or `onnxruntime-web`. */
export async function runExported(ort: Ort, bytes: Uint8Array, noise: ExportNoise): Promise<ExportedRows> {
  const session = await ort.InferenceSession.create(bytes)
  try {
    const tensor = (values: Float32Array) =>
      new ort.Tensor('float32', values, [noise.rows, values.length / noise.rows])
    const results = await session.run({ normal: tensor(noise.normal), uniform: tensor(noise.uniform) })
    const { columns } = exportMetadataSchema.parse(JSON.parse(textOf(results, 'metadata')))
    return { columns, cells: columns.map((column) => cellsOf(column, results)) }
  } finally {
    await session.release()
  }
}

function cellsOf(
  column: ExportedColumn,
  results: InferenceSession.OnnxValueMapType,
): readonly ExportedCell[] | undefined {
  if (column.kind === 'id' || column.output === null) return undefined
  const data = results[column.output]?.data
  if (data instanceof Float64Array) return Array.from(data, (value) => (Number.isNaN(value) ? null : value))
  if (data instanceof Int32Array && column.kind === 'category')
    return Array.from(data, (code) => column.values[code] ?? null)
  throw new TabricateError('DEFECT', `The output of column "${column.name}" is neither numbers nor codes.`)
}

/** The cells of a table's column as an exported file has them. */
export function tableCells({ schema, columns }: Table, index: number): readonly ExportedCell[] {
  const column: Column | undefined = columns[index]
  const own = schema.columns[index]
  switch (column?.type) {
    case 'numerical':
    case 'datetime':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
    case 'categorical':
      return Array.from(column.codes, (code) => column.categories[code] ?? null)
    case 'boolean':
      return Array.from(column.codes, (code) => (own?.type === 'boolean' ? (own.words[code] ?? null) : null))
    case 'id':
    case undefined:
      return column?.values ?? []
    default:
      return column satisfies never
  }
}

/**
 * The share of cells in which an exported file and a table disagree, ids aside. Numbers agree within `tolerance` times their column's range, or, where they
 * are rounded, within one unit of the last digit; with a tolerance of 0 only where they are the same.
 */
export function shareOfDifferentCells(
  table: Table,
  { columns, cells }: ExportedRows,
  tolerance: number,
): number {
  let all = 0
  let different = 0
  columns.forEach((column, index) => {
    const drawn = cells[index]
    if (drawn === undefined) return
    const own = tableCells(table, index)
    const numbers = own.filter((cell) => typeof cell === 'number')
    const range =
      numbers.reduce((max, x) => Math.max(max, x), 0) - numbers.reduce((min, x) => Math.min(min, x), 0)
    const unit = column.kind === 'number' && column.decimals !== null ? 10 ** -column.decimals : 0
    const slack = tolerance === 0 ? 0 : Math.max(tolerance * range, 1.001 * unit)
    own.forEach((cell, row) => {
      const other = drawn[row]
      const areClose =
        typeof cell === 'number' && typeof other === 'number'
          ? Math.abs(cell - other) <= slack
          : cell === other
      all++
      if (!areClose) different++
    })
  })
  return different / all
}
