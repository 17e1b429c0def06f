import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { ScrollBox } from './scroll-box.tsx'

/** A column of a {@link DataTable}. */
export interface DataColumn<Row> {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand on the right. Default: left. */
  readonly isNumber?: boolean
  /** Widest, in pixels. */
  readonly maxWidth?: number
}

interface DataTableProps<Row> {
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  /** Narrower, the table scrolls. In pixels. */
  readonly minWidth: number
  readonly spacing?: 'xs' | 'sm'
  /** For rows that lead somewhere. */
  readonly highlightOnHover?: boolean
}

/** Things of one kind, a row each. */
export function DataTable<Row extends { readonly id: number | string }>({
  columns,
  rows,
  minWidth,
  spacing = 'sm',
  highlightOnHover = false,
}: DataTableProps<Row>) {
  const side = ({ isNumber = false }: DataColumn<Row>) => (isNumber ? { ta: 'right' as const } : {})
  return (
    <ScrollBox minWidth={minWidth}>
      <Table verticalSpacing={spacing} highlightOnHover={highlightOnHover}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.title} {...side(column)}>
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="numbers">
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              {columns.map((column) => (
                <Table.Td
                  key={column.title}
                  {...side(column)}
                  {...(column.maxWidth !== undefined && { maw: column.maxWidth })}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}
