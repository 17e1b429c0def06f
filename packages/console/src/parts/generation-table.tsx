import { Anchor, Button, Table } from '@mantine/core'
import type { Generation } from '@tabricate/client'
import { Link } from 'react-router'
import { useMessages } from '../messages/language.tsx'
import { useFormat } from '../use-format.ts'
import { EmptyState } from './empty-state.tsx'
import { ScrollBox } from './scroll-box.tsx'
import { StatusBadge } from './status-badge.tsx'

export function GenerationTable({ items }: { readonly items: readonly Generation[] }) {
  const t = useMessages()
  const format = useFormat()
  if (items.length === 0)
    return (
      <EmptyState title={t.generations.empty} text={t.generations.emptyText}>
        <Button component={Link} to="/datasets" variant="default">
          {t.generations.toDatasets}
        </Button>
      </EmptyState>
    )
  return (
    <ScrollBox minWidth={560}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.common.name}</Table.Th>
            <Table.Th>{t.common.status}</Table.Th>
            <Table.Th>{t.common.model}</Table.Th>
            <Table.Th ta="right">{t.common.rows}</Table.Th>
            <Table.Th ta="right">{t.common.quality}</Table.Th>
            <Table.Th>{t.common.created}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="numbers">
          {items.map((generation) => (
            <Table.Tr key={generation.id}>
              <Table.Td>
                <Anchor component={Link} to={`/generations/${generation.id}`} fw={600}>
                  {t.generations.number(generation.id)}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <StatusBadge status={generation.status} />
              </Table.Td>
              <Table.Td>{generation.model_type}</Table.Td>
              <Table.Td ta="right">{format.number(generation.sample_size)}</Table.Td>
              <Table.Td ta="right">
                {generation.quality_score === null
                  ? t.common.none
                  : format.number(generation.quality_score, 3)}
              </Table.Td>
              <Table.Td>{format.dateTime(generation.created_at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}
