import { Anchor, Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMessages } from '../messages/language.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { ScrollBox } from '../parts/scroll-box.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { useClient } from '../session.tsx'
import { useFormat } from '../use-format.ts'

const limit = 20

export default function StudiesPage() {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const [offset, setOffset] = useState(0)
  const list = useQuery({
    queryKey: ['studies', offset],
    queryFn: ({ signal }) => client.get('/optimization/requests', { query: { limit, offset }, signal }),
    refetchInterval: 5000,
  })
  return (
    <>
      <PageTitle title={t.studies.title} />
      <QueryView query={list}>
        {({ items, total }) =>
          total === 0 ? (
            <EmptyState title={t.studies.empty} text={t.studies.emptyText}>
              <Button component={Link} to="/datasets" variant="default">
                {t.generations.toDatasets}
              </Button>
            </EmptyState>
          ) : (
            <>
              <ScrollBox minWidth={600}>
                <Table verticalSpacing="sm" highlightOnHover>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t.common.name}</Table.Th>
                      <Table.Th>{t.common.status}</Table.Th>
                      <Table.Th>{t.common.model}</Table.Th>
                      <Table.Th>{t.studies.method}</Table.Th>
                      <Table.Th ta="right">{t.studies.trials}</Table.Th>
                      <Table.Th ta="right">{t.studies.best}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody className="numbers">
                    {items.map((study) => (
                      <Table.Tr key={study.id}>
                        <Table.Td>
                          <Anchor component={Link} to={`/studies/${study.id}`} fw={600}>
                            {t.studies.title1(study.id)}
                          </Anchor>
                        </Table.Td>
                        <Table.Td>
                          <StatusBadge status={study.status} />
                        </Table.Td>
                        <Table.Td>{study.model_type}</Table.Td>
                        <Table.Td>{t.studies.methods[study.optimization_method]}</Table.Td>
                        <Table.Td ta="right">
                          {t.common.of(
                            String(study.trials.complete + study.trials.pruned),
                            String(study.n_trials),
                          )}
                        </Table.Td>
                        <Table.Td ta="right">
                          {study.best_value === null ? t.common.none : format.number(study.best_value, 3)}
                        </Table.Td>
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
