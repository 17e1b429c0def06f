import { Anchor, Button } from '@mantine/core'
import type { Generation } from '@tabricate/client'
import { Link } from 'react-router'
import { useMessages } from '../messages/language.tsx'
import { useFormat } from '../use-format.ts'
import { useModelName } from '../use-model-name.ts'
import { DataTable } from './data-table.tsx'
import { EmptyState } from './empty-state.tsx'
import { StatusBadge } from './status-badge.tsx'

export function GenerationTable({ items }: { readonly items: readonly Generation[] }) {
  const t = useMessages()
  const format = useFormat()
  const nameOf = useModelName()
  if (items.length === 0)
    return (
      <EmptyState title={t.generations.empty} text={t.generations.emptyText}>
        <Button component={Link} to="/datasets" variant="default">
          {t.generations.toDatasets}
        </Button>
      </EmptyState>
    )
  return (
    <DataTable
      minWidth={560}
      highlightOnHover
      rows={items}
      columns={[
        {
          title: t.common.name,
          cell: ({ id }) => (
            <Anchor component={Link} to={`/generations/${id}`} fw={600}>
              {t.generations.number(id)}
            </Anchor>
          ),
        },
        { title: t.common.status, cell: ({ status }) => <StatusBadge status={status} /> },
        { title: t.common.model, cell: (generation) => nameOf(generation.model_type) },
        { title: t.common.rows, isNumber: true, cell: (generation) => format.number(generation.sample_size) },
        {
          title: t.common.quality,
          isNumber: true,
          cell: ({ quality_score: score }) => (score === null ? t.common.none : format.number(score, 3)),
        },
        { title: t.common.created, cell: (generation) => format.dateTime(generation.created_at) },
      ]}
    />
  )
}
