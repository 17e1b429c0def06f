import { type Data, followOptimization, isApiError } from '@tabricate/client'
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isOver } from './is-over.ts'
import { useClient } from './session.tsx'

type StudyData = Data<'/optimization/trials/{id}', 'get'>

/** A search and its trials, live; where events do not come through, by asking. */
export function useStudy(id: number): UseQueryResult<StudyData> {
  const client = useClient()
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['study', id],
    queryFn: ({ signal }) => client.get('/optimization/trials/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && !isOver(state.data.optimization.status) ? 3000 : false,
  })
  const status = query.data?.optimization.status
  const isFollowed = status !== undefined && !isOver(status)
  useEffect(() => {
    if (!isFollowed) return
    const controller = new AbortController()
    const follow = async () => {
      for await (const _ of followOptimization(client, id, { signal: controller.signal }))
        await queries.invalidateQueries({ queryKey: ['study', id], exact: true })
    }
    follow().catch((error: unknown) => {
      if (!controller.signal.aborted && !isApiError(error)) throw error
    })
    return () => controller.abort()
  }, [client, id, isFollowed, queries])
  return query
}
