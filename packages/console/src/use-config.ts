import type { GenerationConfig } from '@tabricate/client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useClient } from './session.tsx'

export type ModelDescription = GenerationConfig['models'][number]

/** Models and limits; with what is recommended for a dataset, when one is named. */
export function useConfig(datasetId?: number): UseQueryResult<GenerationConfig> {
  const client = useClient()
  return useQuery({
    queryKey: ['config', datasetId ?? null],
    queryFn: ({ signal }) =>
      client.get('/generation-v2/config', {
        ...(datasetId !== undefined && { query: { dataset_id: datasetId } }),
        signal,
      }),
    staleTime: 60_000,
  })
}
