import { Stack, Text, Title } from '@mantine/core'
import { isApiError } from '@tabricate/client'
import { useQuery } from '@tanstack/react-query'
import { useMessages } from '../messages/language.tsx'
import { Figures } from '../parts/figures.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { SimpleTable } from '../parts/simple-table.tsx'
import { useClient } from '../session.tsx'
import { useFormat } from '../use-format.ts'
import { useModelName } from '../use-model-name.ts'

/** So often the page is brought up to date. */
const refreshMs = 10_000

/** How the platform does. */
export default function SystemPage() {
  const t = useMessages()
  return (
    <>
      <PageTitle title={t.system.title} subtitle={t.system.subtitle} />
      <Stack gap="xl">
        <System />
        <Performance />
      </Stack>
    </>
  )
}

function System() {
  const t = useMessages()
  const format = useFormat()
  const nameOf = useModelName()
  const client = useClient()
  const query = useQuery({
    queryKey: ['statistics', 'system'],
    queryFn: ({ signal }) => client.get('/stats/system', { signal }),
    refetchInterval: refreshMs,
  })
  const or = (value: number | null, write: (value: number) => string) =>
    value === null ? t.common.none : write(value)
  const bytes = (count: number) => format.bytes(count)
  const score = (value: number) => format.number(value, 3)
  return (
    <QueryView query={query}>
      {({ users, queue, storage, generations, optimizations, ...system }) => (
        <Stack gap="lg">
          <Figures
            title={t.system.now}
            figures={[
              { label: t.system.users, value: format.number(users.total) },
              { label: t.system.active, value: format.number(users.active) },
              { label: t.system.registered, value: format.number(users.registered) },
              { label: t.system.waiting, value: format.number(queue.length) },
              { label: t.system.oldest, value: or(queue.oldest_seconds, (value) => format.duration(value)) },
              {
                label: t.system.success,
                value: or(generations.success_rate, (value) => format.percent(value)),
              },
              {
                label: t.system.studySuccess,
                value: or(optimizations.success_rate, (value) => format.percent(value)),
              },
              {
                label: t.system.training,
                value: or(system.training_seconds.median, (value) => format.duration(value)),
              },
              { label: t.system.quality, value: or(system.quality.median, score) },
              { label: t.system.memory, value: or(system.peak_memory_bytes.max, bytes) },
            ]}
          />
          <Figures
            title={t.labelled(t.system.storage, bytes(storage.total_size_bytes))}
            figures={[
              { label: t.system.uploads, value: bytes(storage.uploads.size_bytes) },
              { label: t.system.tables, value: bytes(storage.tables.size_bytes) },
              { label: t.system.results, value: bytes(storage.results.size_bytes) },
              { label: t.system.others, value: bytes(storage.others.size_bytes) },
            ]}
          />
          <Title order={2} size="h4">
            {t.system.models}
          </Title>
          <SimpleTable
            label={t.system.models}
            columns={[
              t.common.model,
              t.system.succeeded,
              t.system.failed,
              t.system.meanTraining,
              t.common.quality,
            ]}
            rows={system.models.map(
              ({ model_type, succeeded, failed, mean_training_seconds, mean_quality }) => [
                nameOf(model_type),
                format.number(succeeded),
                format.number(failed),
                or(mean_training_seconds, (value) => format.duration(value)),
                or(mean_quality, score),
              ],
            )}
          />
        </Stack>
      )}
    </QueryView>
  )
}

function Performance() {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const query = useQuery({
    queryKey: ['statistics', 'performance'],
    queryFn: async ({ signal }) => {
      try {
        return await client.get('/stats/performance', { signal })
      } catch (error) {
        if (isApiError(error, 'UNAVAILABLE')) return null
        throw error
      }
    },
    refetchInterval: refreshMs,
  })
  const time = (value: number | null) =>
    value === null ? t.common.none : t.system.milliseconds(format.number(value, 3))
  return (
    <QueryView query={query}>
      {(performance) =>
        performance === null ? (
          <Text size="sm">{t.system.unavailable}</Text>
        ) : (
          <Stack gap="lg">
            <Figures
              title={t.system.lastMinute}
              figures={[
                { label: t.system.requests, value: format.number(performance.live.total.requests) },
                { label: t.system.inFlight, value: format.number(performance.live.in_flight.total) },
                { label: t.system.median, value: time(performance.live.total.latency_ms.p50) },
                { label: t.system.p95, value: time(performance.live.total.latency_ms.p95) },
              ]}
            />
            <Title order={2} size="h4">
              {t.system.routes}
            </Title>
            <SimpleTable
              label={t.system.routes}
              columns={[t.system.route, t.system.requests, t.system.failed, t.system.median, t.system.p95]}
              rows={performance.routes.map(({ route, requests, failed, latency_ms }) => [
                route === 'other' ? t.system.otherRoutes : route,
                format.number(requests),
                format.number(failed),
                time(latency_ms.p50),
                time(latency_ms.p95),
              ])}
            />
          </Stack>
        )
      }
    </QueryView>
  )
}
