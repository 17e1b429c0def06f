import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { GenerationTable } from '../parts/generation-table.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { useClient } from '../session.tsx'

const limit = 20

const states = [
  'awaiting_approval',
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
] as const
export type RequestState = (typeof states)[number]

export default function GenerationsPage() {
  const t = useMessages()
  const client = useClient()
  const [offset, setOffset] = useState(0)
  const [status, setStatus] = useState<RequestState | undefined>()
  const list = useQuery({
    queryKey: ['generations', offset, status],
    queryFn: ({ signal }) =>
      client.get('/generation/requests', { query: { limit, offset, ...(status && { status }) }, signal }),
    refetchInterval: 5000,
  })
  return (
    <>
      <PageTitle title={t.generations.title}>
        <NativeSelect
          aria-label={t.common.filter}
          value={status ?? ''}
          onChange={({ currentTarget: { value } }) => {
            setStatus(states.find((state) => state === value))
            setOffset(0)
          }}
          data={[
            { value: '', label: t.common.all },
            ...states.map((value) => ({ value, label: t.states[value] })),
          ]}
        />
      </PageTitle>
      <QueryView query={list}>
        {({ items, total }) => (
          <>
            <GenerationTable items={items} />
            <Pager offset={offset} limit={limit} total={total} onChange={setOffset} />
          </>
        )}
      </QueryView>
    </>
  )
}
