import type { DatasetDetail } from '@tabricate/client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useClient } from './session.tsx'

/** A dataset, asked for again while it is being read. */
export function useDataset(id: number): UseQueryResult<DatasetDetail> {
  const client = useClient()
  return useQuery({
    queryKey: ['dataset', id],
    queryFn: ({ signal }) => client.get('/upload/datasets/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'processing' ? 1000 : false),
  })
}
