import { Code } from '@mantine/core'
import type { Json } from '@tabricate/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { useClient } from '../session.tsx'
import { useFormat } from '../use-format.ts'

const limit = 30

/** What administrators did, in lines that cannot be changed. */
export default function LogPage() {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const actions: { readonly [action: string]: string } = t.admin.actions
  const [offset, setOffset] = useState(0)
  const list = useQuery({
    queryKey: ['log', offset],
    queryFn: ({ signal }) => client.get('/admin/logs', { query: { limit, offset }, signal }),
  })
  return (
    <>
      <PageTitle title={t.admin.log} />
      <QueryView query={list}>
        {({ items, total }) =>
          total === 0 ? (
            <EmptyState title={t.admin.log} text={t.admin.logEmpty} />
          ) : (
            <>
              <DataTable
                minWidth={760}
                spacing="xs"
                rows={items}
                columns={[
                  { title: t.admin.at, cell: (line) => format.dateTime(line.at) },
                  { title: t.admin.action, cell: ({ action }) => actions[action] ?? <Code>{action}</Code> },
                  {
                    title: t.admin.actor,
                    cell: (line) => (line.actor_id === null ? t.common.none : `user:${line.actor_id}`),
                  },
                  { title: t.admin.subject, cell: (line) => line.subject },
                  { title: t.admin.details, cell: told, maxWidth: 320 },
                  { title: t.account.address, cell: (line) => line.ip ?? t.common.none },
                ]}
              />
              <Pager offset={offset} limit={limit} total={total} onChange={setOffset} />
            </>
          )
        }
      </QueryView>
    </>
  )
}

interface LogLine {
  readonly details: { readonly [name: string]: Json }
  readonly before: Json
  readonly after: Json
}

function told({ details, before, after }: LogLine): string {
  const changes = [...new Set([...Object.keys(fieldsOf(before)), ...Object.keys(fieldsOf(after))])].map(
    (name) => `${name}: ${plain(fieldsOf(before)[name])} → ${plain(fieldsOf(after)[name])}`,
  )
  return [...changes, ...Object.entries(details).map(([name, value]) => `${name}: ${plain(value)}`)].join(
    ', ',
  )
}

function fieldsOf(value: Json): { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {}
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function plain(value: Json | undefined): string {
  return value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
}
