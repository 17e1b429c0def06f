import { Anchor, Button, Group, Paper, Progress, Stack, Text, Timeline } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import sampleUrl from '../../../../examples/data/penguins.csv?url'
import { useMessages } from '../messages/language.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { DropZone } from '../parts/drop-zone.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { useClient } from '../session.tsx'
import { useConfig } from '../use-config.ts'
import { useDeletion } from '../use-deletion.ts'
import { useFormat } from '../use-format.ts'
import { type Upload, useUpload } from '../use-upload.ts'

const limit = 20

/** Where everything begins: a file is dropped, or the sample taken. */
export function DatasetsPage() {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const navigate = useNavigate()
  const [offset, setOffset] = useState(0)
  const config = useConfig()
  const remove = useDeletion()
  const upload = useUpload(({ id }) => void navigate(`/datasets/${id}`))
  const list = useQuery({
    queryKey: ['datasets', offset],
    queryFn: ({ signal }) => client.get('/upload/datasets', { query: { limit, offset }, signal }),
    // Notifications tell when one is ready; this is for when they do not come through.
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === 'processing') ? 2000 : false,
  })
  return (
    <>
      <PageTitle title={t.datasets.title} />
      <Stack>
        {upload.file === null ? (
          <DropZone
            hint={t.datasets.dropHint(format.number(config.data?.max_file_size_mb ?? 500))}
            onFile={upload.start}
          />
        ) : (
          <UploadState upload={upload} />
        )}
        <QueryView query={list}>
          {({ items, total }) =>
            total === 0 ? (
              <FirstSteps onSample={upload.start} />
            ) : (
              <>
                <DataTable
                  minWidth={560}
                  highlightOnHover
                  rows={items}
                  columns={[
                    {
                      title: t.common.name,
                      cell: ({ id, name }) => (
                        <Anchor component={Link} to={`/datasets/${id}`} fw={600}>
                          {name}
                        </Anchor>
                      ),
                    },
                    { title: t.common.status, cell: ({ status }) => <StatusBadge status={status} /> },
                    {
                      title: t.common.rows,
                      isNumber: true,
                      cell: ({ row_count: count }) => (count === null ? t.common.none : format.number(count)),
                    },
                    {
                      title: t.common.columns,
                      isNumber: true,
                      cell: (dataset) => dataset.column_count ?? t.common.none,
                    },
                    { title: t.common.created, cell: (dataset) => format.dateTime(dataset.created_at) },
                    {
                      title: t.common.actions,
                      cell: ({ id, name }) => (
                        <ConfirmButton
                          size="xs"
                          label={t.common.delete}
                          title={t.datasets.deleteTitle(name)}
                          text={t.datasets.deleteText}
                          onConfirm={() => remove('/upload/datasets/{id}', id)}
                        />
                      ),
                    },
                  ]}
                />
                <Pager offset={offset} limit={limit} total={total} onChange={setOffset} />
              </>
            )
          }
        </QueryView>
      </Stack>
    </>
  )
}

function UploadState({ upload }: { readonly upload: Upload }) {
  const t = useMessages()
  const format = useFormat()
  const { file, progress, error, canResume } = upload
  if (file === null) return null
  const sent = progress?.sentBytes ?? 0
  const share = file.size === 0 ? 0 : sent / file.size
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600}>{t.datasets.uploading(file.name)}</Text>
          <Text size="sm" className="numbers">
            {t.common.of(format.bytes(sent), format.bytes(file.size))}
          </Text>
        </Group>
        <Progress
          value={share * 100}
          aria-label={t.datasets.uploading(file.name)}
          animated={error === null}
        />
        {error !== null && <ErrorNotice error={error} />}
        {canResume && (
          <Text size="sm" c="dimmed">
            {t.datasets.resumeHint}
          </Text>
        )}
        <Group>
          {canResume && <Button onClick={upload.resume}>{t.datasets.resume}</Button>}
          <Button variant="default" onClick={upload.cancel}>
            {error === null ? t.common.cancel : t.common.close}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

function FirstSteps({ onSample }: { readonly onSample: (file: File) => void }) {
  const t = useMessages()
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const load = async () => {
    setIsBusy(true)
    try {
      const answer = await fetch(sampleUrl)
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
      onSample(new File([await answer.blob()], 'penguins.csv', { type: 'text/csv' }))
    } catch (reason) {
      setError(reason)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <EmptyState title={t.datasets.emptyTitle} text={t.datasets.emptyText}>
      <Button loading={isBusy} onClick={() => void load()}>
        {t.datasets.sample}
      </Button>
      {error !== null && <ErrorNotice error={error} />}
      <Timeline bulletSize={26} mt="md" ta="left">
        {t.datasets.steps.map((step, index) => (
          <Timeline.Item key={step} title={step} bullet={<Text size="xs">{index + 1}</Text>} />
        ))}
      </Timeline>
    </EmptyState>
  )
}
