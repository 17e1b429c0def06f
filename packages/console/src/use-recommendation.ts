import type { Data, GenerationConfig } from '@tabricate/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useClient } from './session.tsx'

export type Recommendation = Data<'/generation-v2/recommend', 'post'>

/** The comparison of the models on a dataset, which takes half a minute. */
export interface Comparison {
  readonly isRunning: boolean
  readonly error: Error | null
  start(): void
  /** Leaves it: what it has found by then is not known. */
  cancel(): void
}

/** Compares the models on a dataset. What is found is a part of the configuration, here and at the next visit. */
export function useComparison(datasetId: number): Comparison {
  const client = useClient()
  const queries = useQueryClient()
  const controller = useRef<AbortController>(null)
  const begin = () => {
    const begun = new AbortController()
    controller.current = begun
    return begun
  }
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: () => {
      const { signal } = begin()
      return client.post('/generation-v2/recommend', { body: { dataset_id: datasetId }, signal })
    },
    onSuccess: (recommendation) =>
      queries.setQueryData<GenerationConfig>(
        ['config', datasetId],
        (known) => known && { ...known, recommendation },
      ),
  })
  const cancel = () => {
    controller.current?.abort()
    reset()
  }
  // Who leaves the page does not wait for it any more, and neither does the server.
  useEffect(() => () => controller.current?.abort(), [])
  return { isRunning: isPending, error, start: () => mutate(), cancel }
}
