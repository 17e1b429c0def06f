import { Anchor, Badge, Button, Group, Paper, Stack, Switch, Text } from '@mantine/core'
import type { Notification } from '@tabricate/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { PushControl } from '../parts/push-control.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { useClient } from '../session.tsx'
import { useDeletion } from '../use-deletion.ts'
import { useFormat } from '../use-format.ts'

const limit = 20

export default function NotificationsPage() {
  const t = useMessages()
  const client = useClient()
  const [offset, setOffset] = useState(0)
  const [isUnread, setIsUnread] = useState(false)
  const list = useQuery({
    queryKey: ['notifications', offset, isUnread],
    queryFn: ({ signal }) =>
      client.get('/notifications', {
        query: { limit, offset, ...(isUnread && { unread: 'true' as const }) },
        signal,
      }),
  })
  const read = useMutation({ mutationFn: () => client.post('/notifications/read', { body: { all: true } }) })
  return (
    <>
      <PageTitle title={t.notifications.title}>
        <Switch
          label={t.notifications.unreadOnly}
          checked={isUnread}
          onChange={(event) => {
            setIsUnread(event.currentTarget.checked)
            setOffset(0)
          }}
        />
        <Button
          variant="default"
          size="xs"
          loading={read.isPending}
          disabled={list.data?.unread === 0}
          onClick={() => read.mutate()}
        >
          {t.notifications.readAll}
        </Button>
      </PageTitle>
      {read.error !== null && <ErrorNotice error={read.error} />}
      <PushControl />
      <QueryView query={list}>
        {({ items, total }) =>
          total === 0 ? (
            <EmptyState title={t.notifications.empty} text={t.notifications.emptyText} />
          ) : (
            <Stack gap="sm">
              {items.map((notification) => (
                <NotificationCard key={notification.id} notification={notification} />
              ))}
              <Pager offset={offset} limit={limit} total={total} onChange={setOffset} />
            </Stack>
          )
        }
      </QueryView>
    </>
  )
}

function NotificationCard({ notification }: { readonly notification: Notification }) {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const remove = useDeletion()
  const translate = useTranslate()
  const { id, kind, title, body, created_at, read_at } = notification
  const read = useMutation({ mutationFn: () => client.post('/notifications/read', { body: { ids: [id] } }) })
  const to = targetOf(notification)
  const heading = t.notifications.kinds[kind]
  return (
    <Paper withBorder p="md" radius="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={2} miw={0}>
          <Group gap="xs">
            {to === null ? (
              <Text fw={600}>{heading}</Text>
            ) : (
              <Anchor component={Link} to={to} fw={600} onClick={() => read_at === null && read.mutate()}>
                {heading}
              </Anchor>
            )}
            {read_at === null && (
              <Badge size="sm" color="red.9">
                {t.notifications.new}
              </Badge>
            )}
          </Group>
          <Text size="sm">{translate(body)}</Text>
          <Text size="xs" c="dimmed">
            {format.dateTime(created_at)}
          </Text>
        </Stack>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          aria-label={t.notifications.delete(title)}
          onClick={() => void remove('/notifications/{id}', id)}
        >
          {t.common.delete}
        </Button>
      </Group>
    </Paper>
  )
}

/** The page of what it tells of. */
function targetOf({ data }: Notification): string | null {
  const { generation_id: generation, optimization_id: study, dataset_id: dataset } = data
  if (typeof generation === 'number') return `/generations/${generation}`
  if (typeof study === 'number') return `/studies/${study}`
  return typeof dataset === 'number' ? `/datasets/${dataset}` : null
}
