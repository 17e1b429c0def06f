import { Button, Group, NativeSelect, Paper, Stack, Switch, Text, Textarea } from '@mantine/core'
import type { Data } from '@tabricate/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { useClient } from '../session.tsx'
import { useFormat } from '../use-format.ts'
import { useModelName } from '../use-model-name.ts'

const limit = 20

type AdminRequest = Data<'/admin/requests', 'get'>['items'][number]
type Kind = AdminRequest['kind']

/** Generations and searches of everybody, those first that wait for a decision. */
export default function RequestsPage() {
  const t = useMessages()
  const client = useClient()
  const [offset, setOffset] = useState(0)
  const [kind, setKind] = useState<Kind>('generation')
  const [isWaiting, setIsWaiting] = useState(true)
  const list = useQuery({
    queryKey: ['requests', offset, kind, isWaiting],
    queryFn: ({ signal }) =>
      client.get('/admin/requests', {
        query: { limit, offset, kind, ...(isWaiting && { status: 'awaiting_approval' as const }) },
        signal,
      }),
    refetchInterval: 5000,
  })
  return (
    <>
      <PageTitle title={t.admin.requests}>
        <Switch
          label={t.admin.waitingOnly}
          checked={isWaiting}
          onChange={(event) => {
            setIsWaiting(event.currentTarget.checked)
            setOffset(0)
          }}
        />
        <NativeSelect
          aria-label={t.admin.kind}
          value={kind}
          onChange={({ currentTarget: { value } }) => {
            setKind(value === 'optimization' ? 'optimization' : 'generation')
            setOffset(0)
          }}
          data={(['generation', 'optimization'] as const).map((value) => ({
            value,
            label: t.admin.kinds[value],
          }))}
        />
      </PageTitle>
      <QueryView query={list}>
        {({ items, total }) =>
          total === 0 ? (
            <EmptyState title={t.admin.requests} text={t.admin.requestsEmpty} />
          ) : (
            <Stack gap="sm">
              {items.map((request) => (
                <RequestCard key={request.id} request={request} />
              ))}
              <Pager offset={offset} limit={limit} total={total} onChange={setOffset} />
            </Stack>
          )
        }
      </QueryView>
    </>
  )
}

function RequestCard({ request }: { readonly request: AdminRequest }) {
  const t = useMessages()
  const format = useFormat()
  const nameOf = useModelName()
  const client = useClient()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const { id, kind, owner, status, error } = request
  const approve = useMutation({
    mutationFn: () => client.post('/admin/approve/{id}', { path: { id }, query: { kind } }),
  })
  const reject = async () => {
    await client.post('/admin/reject/{id}', { path: { id }, query: { kind }, body: { reason } })
    await queries.invalidateQueries({ queryKey: ['requests'] })
  }
  return (
    <Paper withBorder p="md" radius="md">
      <Group justify="space-between">
        <Stack gap={2}>
          <Group gap="xs">
            <Text fw={600}>
              {t.admin.kinds[kind]} {id}
            </Text>
            <StatusBadge status={status} />
          </Group>
          <Text size="sm">
            {owner.email ?? t.common.none} · {nameOf(request.model_type)} ·{' '}
            {format.dateTime(request.created_at)}
          </Text>
          {error !== null && <Text size="sm">{error}</Text>}
        </Stack>
        {status === 'awaiting_approval' && (
          <Group gap="xs">
            <Button loading={approve.isPending} onClick={() => approve.mutate()}>
              {t.admin.approve}
            </Button>
            <ConfirmButton
              label={t.admin.reject}
              title={t.admin.rejectTitle(t.admin.kinds[kind], id)}
              isDisabled={reason.trim() === ''}
              onConfirm={reject}
            >
              <Textarea
                label={t.admin.reason}
                required
                maxLength={2000}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </ConfirmButton>
          </Group>
        )}
      </Group>
      {approve.error !== null && <ErrorNotice error={approve.error} />}
    </Paper>
  )
}
