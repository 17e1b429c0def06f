import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMessages } from '../messages/language.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Pager } from '../parts/pager.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { useClient } from '../session.tsx'
import { useFormat } from '../use-format.ts'
import { useModelName } from '../use-model-name.ts'

const limit = 20

export default function StudiesPage() {
  const t = useMessages()
  const format = useFormat()
  const nameOf = useModelName()
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
              <DataTable
                minWidth={600}
                highlightOnHover
                rows={items}
                columns={[
                  {
                    title: t.common.name,
                    cell: ({ id }) => (
                      <Anchor component={Link} to={`/studies/${id}`} fw={600}>
                        {t.studies.title1(id)}
                      </Anchor>
                    ),
                  },
                  { title: t.common.status, cell: ({ status }) => <StatusBadge status={status} /> },
                  { title: t.common.model, cell: (study) => nameOf(study.model_type) },
                  { title: t.studies.method, cell: (study) => t.studies.methods[study.optimization_method] },
                  {
                    title: t.studies.trials,
                    isNumber: true,
                    cell: ({ trials, n_trials: all }) =>
                      t.common.of(String(trials.complete + trials.pruned), String(all)),
                  },
                  {
                    title: t.studies.best,
                    isNumber: true,
                    cell: ({ best_value: best }) => (best === null ? t.common.none : format.number(best, 3)),
                  },
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
