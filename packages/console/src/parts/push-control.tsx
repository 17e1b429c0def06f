import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { isApiError } from '@tabricate/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useLanguage } from '../messages/language.tsx'
import { canPush, currentPush, PushRefused, startPush, stopPush } from '../push/push.ts'
import { useClient } from '../session.tsx'
import { ErrorNotice } from './error-notice.tsx'

/** Has notifications come to this browser while the console is closed. Not shown where the platform pushes nothing. */
export function PushControl() {
  const { t, language } = useLanguage()
  const client = useClient()
  const key = useQuery({
    queryKey: ['push-key'],
    queryFn: ({ signal }) =>
      client.get('/notifications/push-key', { signal }).catch((error: unknown) => {
        if (isApiError(error, 'UNAVAILABLE')) return null
        throw error
      }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const current = useQuery({ queryKey: ['push'], queryFn: currentPush })
  const change = useMutation({
    mutationFn: () => (current.data === null ? startPush(client, language) : stopPush()),
  })
  if (key.data === undefined || key.data === null || current.data === undefined) return null
  const isOn = current.data !== null
  return (
    <Paper withBorder p="md" radius="md" mb="sm">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text size="sm" flex="1 1 16rem">
            {canPush ? (isOn ? t.push.on : t.push.off) : t.push.impossible}
          </Text>
          {canPush && (
            <Button size="xs" variant="default" loading={change.isPending} onClick={() => change.mutate()}>
              {isOn ? t.push.stop : t.push.start}
            </Button>
          )}
        </Group>
        {change.error instanceof PushRefused ? (
          <Text size="sm" role="alert">
            {t.push.refused}
          </Text>
        ) : (
          change.error !== null && <ErrorNotice error={change.error} />
        )}
      </Stack>
    </Paper>
  )
}
