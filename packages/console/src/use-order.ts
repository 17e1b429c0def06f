import { useDebouncedValue } from '@mantine/hooks'
import type { Data, Input } from '@tabricate/client'
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useClient } from './session.tsx'

/** What a generation is started with. */
export type Order = Input<'/generation-v2/start', 'post'>['body']
export type Validation = Data<'/generation-v2/validate', 'post'>

/** So long after the last change a form is checked. */
const checkDelayMs = 400

/** All that is wrong with an order, its options with their defaults, and what its training would take. The order is the same object until it changes. */
export function useValidation(order: Order): UseQueryResult<Validation> {
  const client = useClient()
  const [settled] = useDebouncedValue(order, checkDelayMs)
  return useQuery({
    queryKey: ['validation', settled],
    queryFn: ({ signal }) => client.post('/generation-v2/validate', { body: { ...settled }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
