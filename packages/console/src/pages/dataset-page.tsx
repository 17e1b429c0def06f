import { Alert, Button, Group, Loader, SimpleGrid, Stack, Table, Tabs, Text } from '@mantine/core'
import type { DatasetDetail } from '@tabricate/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'
import { numbered } from '../numbered.ts'
import { ColumnCard, type ColumnType } from '../parts/column-card.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { GenerationTable } from '../parts/generation-table.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { ScrollBox } from '../parts/scroll-box.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { useClient } from '../session.tsx'
import { useDataset } from '../use-dataset.ts'
import { useDeletion } from '../use-deletion.ts'
import { useFormat } from '../use-format.ts'
import { useId } from '../use-id.ts'

/** A table: what it holds, how its columns are understood. */
export default function DatasetPage() {
  const query = useDataset(useId())
  return (
    <QueryView query={query}>{(dataset) => <DatasetView key={dataset.id} dataset={dataset} />}</QueryView>
  )
}

function DatasetView({ dataset }: { readonly dataset: DatasetDetail }) {
  const t = useMessages()
  const format = useFormat()
  const navigate = useNavigate()
  const remove = useDeletion()
  const translate = useTranslate()
  const { id, name, status, profile, preview } = dataset
  const about = [
    dataset.file_type.toUpperCase(),
    format.bytes(dataset.size_bytes),
    ...(dataset.row_count === null ? [] : [`${format.number(dataset.row_count)} × ${dataset.column_count}`]),
    format.dateTime(dataset.created_at),
  ]
  return (
    <>
      <PageTitle
        title={name}
        subtitle={
          <Group gap="xs">
            <StatusBadge status={status} />
            {about.join(' · ')}
          </Group>
        }
      >
        {status === 'ready' && (
          <>
            <Button component={Link} to={`/datasets/${id}/generate`}>
              {t.dataset.generate}
            </Button>
            <Button component={Link} to={`/datasets/${id}/tune`} variant="default">
              {t.dataset.tune}
            </Button>
          </>
        )}
        <ConfirmButton
          label={t.common.delete}
          title={t.datasets.deleteTitle(name)}
          text={t.datasets.deleteText}
          onConfirm={async () => {
            await remove('/upload/datasets/{id}', id)
            await navigate('/datasets')
          }}
        />
      </PageTitle>
      {status === 'processing' && (
        <Alert variant="outline" color="blue" icon={<Loader size="sm" />} role="status">
          {t.dataset.reading}
        </Alert>
      )}
      {status === 'failed' && (
        <Alert variant="outline" color="red" title={t.dataset.failed} role="alert">
          <Text size="sm">{translate(dataset.error ?? '')}</Text>
          <Text size="sm" mt="xs">
            {t.dataset.failedHint}
          </Text>
        </Alert>
      )}
      {status === 'ready' && dataset.error !== null && (
        <Alert variant="outline" color="orange" title={t.dataset.notApplied} role="alert">
          {translate(dataset.error)}
        </Alert>
      )}
      {profile !== null && (
        <Tabs defaultValue="columns" keepMounted={false} mt="sm">
          <Tabs.List mb="md">
            <Tabs.Tab value="columns">{t.dataset.columnsTab}</Tabs.Tab>
            <Tabs.Tab value="preview">{t.dataset.previewTab}</Tabs.Tab>
            <Tabs.Tab value="generations">{t.dataset.generationsTab}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="columns">
            <Columns id={id} profile={profile} />
          </Tabs.Panel>
          <Tabs.Panel value="preview">{preview !== null && <Preview preview={preview} />}</Tabs.Panel>
          <Tabs.Panel value="generations">
            <Generations datasetId={id} />
          </Tabs.Panel>
        </Tabs>
      )}
    </>
  )
}

interface ColumnsProps {
  readonly id: number
  readonly profile: NonNullable<DatasetDetail['profile']>
}

function Columns({ id, profile }: ColumnsProps) {
  const t = useMessages()
  const client = useClient()
  const [chosen, setChosen] = useState<ReadonlyMap<string, ColumnType>>(new Map())
  const apply = useMutation({
    mutationFn: () =>
      client.put('/upload/datasets/{id}/columns', {
        path: { id },
        body: { columns: Object.fromEntries(chosen) },
      }),
    onSuccess: () => setChosen(new Map()),
  })
  const choose = (name: string, type: ColumnType, inferred: ColumnType) => {
    const next = new Map(chosen)
    if (type === inferred) next.delete(name)
    else next.set(name, type)
    setChosen(next)
  }
  return (
    <Stack>
      {apply.error !== null && <ErrorNotice error={apply.error} />}
      {chosen.size > 0 && (
        <Group>
          <Button loading={apply.isPending} onClick={() => apply.mutate()}>
            {t.dataset.apply(chosen.size)}
          </Button>
          <Button variant="default" onClick={() => setChosen(new Map())}>
            {t.dataset.undo}
          </Button>
        </Group>
      )}
      <SimpleGrid minColWidth="min(16rem, 100%)" spacing="md">
        {profile.columns.map((column) => (
          <ColumnCard
            key={column.name}
            column={column}
            rowCount={profile.rowCount}
            chosen={chosen.get(column.name)}
            onChoose={(type) => choose(column.name, type, column.type)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

function Preview({ preview }: { readonly preview: NonNullable<DatasetDetail['preview']> }) {
  const t = useMessages()
  return (
    <ScrollBox minWidth={preview.columns.length * 110}>
      <Table aria-label={t.dataset.previewLabel} className="numbers cells">
        <Table.Thead>
          <Table.Tr>
            {preview.columns.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {numbered(preview.rows).map(({ item: row, place }) => (
            <Table.Tr key={place}>
              {row.map((cell, column) => (
                <Table.Td key={preview.columns[column]}>
                  {cell === null ? t.common.none : String(cell)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}

function Generations({ datasetId }: { readonly datasetId: number }) {
  const client = useClient()
  const list = useQuery({
    queryKey: ['generations', 'of', datasetId],
    queryFn: ({ signal }) =>
      client.get('/generation/requests', { query: { dataset_id: datasetId, limit: 50 }, signal }),
  })
  return <QueryView query={list}>{({ items }) => <GenerationTable items={items} />}</QueryView>
}
