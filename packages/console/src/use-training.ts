import { followGeneration, type Generation, isApiError, type Progress } from '@tabricate/client'
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isOver } from './is-over.ts'
import { useClient } from './session.tsx'

/** A generation, and the course of its training as far as it has been told. */
export interface Training {
  readonly query: UseQueryResult<Generation>
  readonly course: readonly Progress[]
}

/** Follows a generation live; where events do not come through, by asking. */
export function useTraining(id: number): Training {
  const client = useClient()
  const queries = useQueryClient()
  const [course, setCourse] = useState<readonly Progress[]>([])
  const query = useQuery({
    queryKey: ['generation', id],
    queryFn: ({ signal }) => client.get('/generation/status/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && !isOver(state.data.status) ? 3000 : false),
  })
  const isFollowed = query.data !== undefined
  useEffect(() => {
    if (!isFollowed) return
    const controller = new AbortController()
    const follow = async () => {
      for await (const event of followGeneration(client, id, { signal: controller.signal })) {
        if (event.type === 'progress') {
          setCourse((before) => withProgress(before, event.data))
          queries.setQueryData<Generation>(
            ['generation', id],
            (known) => known && { ...known, progress: event.data },
          )
        } else await queries.invalidateQueries({ queryKey: ['generation', id] })
      }
      await queries.invalidateQueries({ queryKey: ['generation', id] })
    }
    follow().catch((error: unknown) => {
      // Then the state is asked for, and says itself what is wrong.
      if (!controller.signal.aborted && !isApiError(error)) throw error
    })
    return () => {
      controller.abort()
      setCourse([])
    }
  }, [client, id, isFollowed, queries])
  return { query, course }
}

/** One point an epoch: the last that was told of it. A training that begins anew begins its course anew. */
export function withProgress(course: readonly Progress[], next: Progress): readonly Progress[] {
  if (next.phase !== 'training' || next.epoch === null) return course
  const { epoch } = next
  return [...course.filter((before) => (before.epoch ?? 0) < epoch), next]
}
