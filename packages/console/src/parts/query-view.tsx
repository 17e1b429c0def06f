import { Center, Loader, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMessages } from '../messages/language.tsx'
import { ErrorNotice } from './error-notice.tsx'

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>
  readonly children: (data: Data) => ReactNode
}

/** What was asked for; until then that it comes, or why it does not. What was there before stays. */
export function QueryView<Data>({ query, children }: QueryViewProps<Data>) {
  const t = useMessages()
  const { data, error, refetch } = query
  if (data === undefined && error === null)
    return (
      <Center mih="30vh">
        <Loader aria-label={t.loading} />
      </Center>
    )
  return (
    <Stack>
      {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data !== undefined && children(data)}
    </Stack>
  )
}
