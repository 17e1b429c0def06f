import { Table } from '@mantine/core'
import { ScrollBox } from './scroll-box.tsx'

interface SimpleTableProps {
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Texts in columns; all but the first stand on the right. */
export function SimpleTable({ label, columns, rows }: SimpleTableProps) {
  return (
    <ScrollBox minWidth={columns.length * 110}>
      <Table aria-label={label} className="numbers" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, index) => (
              <Table.Th key={column} ta={index === 0 ? 'left' : 'right'}>
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row[0]}>
              {row.map((cell, index) => (
                <Table.Td key={columns[index]} ta={index === 0 ? 'left' : 'right'}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}
