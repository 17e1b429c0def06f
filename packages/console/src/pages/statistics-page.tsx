import { SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useMessages } from '../messages/language.tsx'
import { Figures } from '../parts/figures.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { SimpleTable } from '../parts/simple-table.tsx'
import { useClient } from '../session.tsx'
import { useFormat } from '../use-format.ts'
import { useModelName } from '../use-model-name.ts'

const Curves = lazy(() => import('../parts/line-chart.tsx'))

/** What a person has done here, and how good it was. */
export default function StatisticsPage() {
  const t = useMessages()
  return (
    <>
      <PageTitle title={t.statistics.title} subtitle={t.statistics.subtitle} />
      <Stack gap="xl">
        <Dashboard />
        <Usage />
      </Stack>
    </>
  )
}

function Dashboard() {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const query = useQuery({
    queryKey: ['statistics', 'dashboard'],
    queryFn: ({ signal }) => client.get('/stats/dashboard', { signal }),
  })
  return (
    <QueryView query={query}>
      {({ datasets, generations, optimizations, results, quality_over_time: course }) => (
        <Stack gap="lg">
          <Figures
            figures={[
              { label: t.statistics.datasets, value: format.number(datasets.total) },
              { label: t.statistics.generations, value: format.number(generations.total) },
              { label: t.statistics.searches, value: format.number(optimizations.total) },
              { label: t.statistics.results, value: format.number(results.total) },
              { label: t.statistics.resultRows, value: format.number(results.rows) },
              {
                label: t.statistics.meanQuality,
                value: results.mean_quality === null ? t.common.none : format.number(results.mean_quality, 3),
              },
            ]}
          />
          {course.length < 2 ? (
            <Text size="sm">{t.statistics.empty}</Text>
          ) : (
            <Suspense fallback={<Skeleton height={240} />}>
              <Curves
                title={t.statistics.overTime}
                xKey="day"
                xLabel={t.statistics.day}
                points={course.map(({ from, mean_quality }) => ({
                  day: format.date(from),
                  [t.common.quality]: mean_quality,
                }))}
                series={[t.common.quality]}
                hasDots
              />
            </Suspense>
          )}
        </Stack>
      )}
    </QueryView>
  )
}

function Usage() {
  const t = useMessages()
  const format = useFormat()
  const nameOf = useModelName()
  const client = useClient()
  const query = useQuery({
    queryKey: ['statistics', 'usage'],
    queryFn: ({ signal }) => client.get('/stats/usage', { signal }),
  })
  return (
    <QueryView query={query}>
      {({ activity, formats, models }) => (
        <Stack gap="lg">
          <Title order={2} size="h4">
            {t.statistics.activity}
          </Title>
          <SimpleTable
            label={t.statistics.activity}
            columns={[
              t.statistics.day,
              t.statistics.uploads,
              t.nav.generations,
              t.statistics.searches,
              t.statistics.signIns,
            ]}
            rows={activity
              .toReversed()
              .map(({ from, uploads, generations, optimizations, sign_ins }) => [
                format.date(from),
                ...[uploads, generations, optimizations, sign_ins].map((count) => format.number(count)),
              ])}
          />
          <SimpleGrid minColWidth="min(18rem, 100%)" spacing="xl">
            {formats.output.length > 0 && (
              <SimpleTable
                label={t.statistics.formats}
                columns={[t.statistics.formats, t.statistics.count]}
                rows={formats.output.map(({ format: name, generations }) => [
                  name.toUpperCase(),
                  format.number(generations),
                ])}
              />
            )}
            {models.length > 0 && (
              <SimpleTable
                label={t.statistics.models}
                columns={[t.statistics.models, t.statistics.count]}
                rows={models.map(({ model_type, generations }) => [
                  nameOf(model_type),
                  format.number(generations),
                ])}
              />
            )}
          </SimpleGrid>
        </Stack>
      )}
    </QueryView>
  )
}
