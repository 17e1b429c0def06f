import { Code, Table } from '@mantine/core'
import type { Json } from '@tabricate/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { ScrollBox } from '../parts/scroll-box.tsx'
import { useClient } from '../session.tsx'
import { useFormat } from '../use-format.ts'

const limit = 30

/** What administrators did, in lines that cannot be changed. */
export default function LogPage() {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
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
              <ScrollBox minWidth={760}>
                <Table verticalSpacing="xs">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t.admin.at}</Table.Th>
                      <Table.Th>{t.admin.action}</Table.Th>
                      <Table.Th>{t.admin.actor}</Table.Th>
                      <Table.Th>{t.admin.subject}</Table.Th>
                      <Table.Th>{t.admin.details}</Table.Th>
                      <Table.Th>{t.account.address}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody className="numbers">
                    {items.map((line) => (
                      <Table.Tr key={line.id}>
                        <Table.Td>{format.dateTime(line.at)}</Table.Td>
                        <Table.Td>
                          <Code>{line.action}</Code>
                        </Table.Td>
                        <Table.Td>
                          {line.actor_id === null ? t.common.none : `user:${line.actor_id}`}
                        </Table.Td>
                        <Table.Td>{line.subject}</Table.Td>
                        <Table.Td maw={320}>{told(line)}</Table.Td>
                        <Table.Td>{line.ip ?? t.common.none}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </ScrollBox>
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
  const change =
    before === null && after === null ? [] : [`${JSON.stringify(before)} → ${JSON.stringify(after)}`]
  return [...change, ...Object.entries(details).map(([name, value]) => `${name}: ${plain(value)}`)].join(', ')
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
