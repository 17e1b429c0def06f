import { followNotifications, isApiError } from '@tabricate/client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useClient } from './session.tsx'

/** How many notifications are unread, live: what they tell of is asked for anew. */
export function useNotifications(): { readonly unread: number } {
  const client = useClient()
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: ({ signal }) => client.get('/notifications', { query: { limit: 1, unread: 'true' }, signal }),
  })
  useEffect(() => {
    const controller = new AbortController()
    const follow = async () => {
      for await (const _ of followNotifications(client, { signal: controller.signal }))
        await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
    }
    follow().catch((error: unknown) => {
      // Pages say themselves when the server cannot be reached.
      if (!controller.signal.aborted && !isApiError(error)) throw error
    })
    return () => controller.abort()
  }, [client, queries])
  return { unread: data?.unread ?? 0 }
}
