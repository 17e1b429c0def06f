import {
  Progress as Bar,
  Button,
  Group,
  SimpleGrid,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core'
import type { Data, Optimization, Trial } from '@tabricate/client'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useNavigate } from 'react-router'
import { isOver } from '../is-over.ts'
import { useMessages } from '../messages/language.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { ParallelCoordinates } from '../parts/parallel-coordinates.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { RequestFrame } from '../parts/request-frame.tsx'
import { ScrollBox } from '../parts/scroll-box.tsx'
import { StatusBadge } from '../parts/status-badge.tsx'
import { saveBlob } from '../save-blob.ts'
import { useClient } from '../session.tsx'
import { useFormat } from '../use-format.ts'
import { useId } from '../use-id.ts'
import { useModelName } from '../use-model-name.ts'
import { useStudy } from '../use-study.ts'

const Curves = lazy(() => import('../parts/line-chart.tsx'))

/** A search: its trials while they run, what they have shown, and what to do with the best. */
export default function StudyPage() {
  const query = useStudy(useId())
  return (
    <QueryView query={query}>
      {({ optimization, trials }) => <StudyView study={optimization} trials={trials} />}
    </QueryView>
  )
}

interface StudyViewProps {
  readonly study: Optimization
  readonly trials: readonly Trial[]
}

function StudyView({ study, trials }: StudyViewProps) {
  const t = useMessages()
  const client = useClient()
  const navigate = useNavigate()
  const nameOf = useModelName()
  const { id, status, n_trials: planned, dataset_id: datasetId } = study
  const useBest = useMutation({
    mutationFn: () => client.get('/optimization/best/{id}', { path: { id } }),
    onSuccess: ({ model_config }) => navigate(`/datasets/${datasetId}/generate`, { state: { model_config } }),
  })
  const journal = useMutation({
    mutationFn: async () => {
      const answer = await client.transport.send({ method: 'GET', path: `/optimization/journal/${id}` })
      saveBlob(await answer.blob(), `optimization-${id}.log`)
    },
  })
  const ended = trials.filter(({ status }) => status !== 'running').length
  const error = useBest.error ?? journal.error
  return (
    <RequestFrame
      title={t.studies.title1(id)}
      status={status}
      facts={[
        nameOf(study.model_type),
        t.studies.methods[study.optimization_method],
        t.studies.metrics[study.optimization_metric],
      ]}
      buttons={
        <>
          {study.best_value !== null && datasetId !== null && (
            <Button loading={useBest.isPending} onClick={() => useBest.mutate()}>
              {t.studies.useBest}
            </Button>
          )}
          {ended > 0 && (
            <Button variant="default" loading={journal.isPending} onClick={() => journal.mutate()}>
              {t.studies.journal}
            </Button>
          )}
          {!isOver(status) && (
            <ConfirmButton
              label={t.studies.stop}
              title={t.studies.stop}
              text={t.studies.stopHint}
              onConfirm={() => client.put('/optimization/stop/{id}', { path: { id } })}
            />
          )}
        </>
      }
      reason={study.error}
      failure={{ title: t.studies.failed }}
    >
      {error !== null && <ErrorNotice error={error} />}
      {!isOver(status) && (
        <div>
          <Text size="sm" role="status">
            {t.labelled(t.studies.trials, t.common.of(String(ended), String(planned)))}
          </Text>
          <Bar value={(100 * ended) / planned} animated aria-label={t.studies.trials} />
        </div>
      )}
      <Analysis id={id} completeCount={study.trials.complete} />
      <Title order={2} size="h4">
        {t.studies.parallel}
      </Title>
      <Text size="sm" c="dimmed">
        {t.studies.parallelHint}
      </Text>
      <ParallelCoordinates trials={trials} valueName={t.studies.metrics[study.optimization_metric]} />
      <Title order={2} size="h4">
        {t.studies.table}
      </Title>
      <TrialTable trials={trials} />
    </RequestFrame>
  )
}

type StudyAnalysis = Data<'/optimization/analysis/{id}', 'get'>

function Analysis({ id, completeCount }: { readonly id: number; readonly completeCount: number }) {
  const t = useMessages()
  const client = useClient()
  const query = useQuery({
    // Anew with every trial.
    queryKey: ['study', id, 'analysis', completeCount],
    queryFn: ({ signal }) => client.get('/optimization/analysis/{id}', { path: { id }, signal }),
    placeholderData: keepPreviousData,
  })
  if (completeCount === 0) return <Text size="sm">{t.studies.noneYet}</Text>
  return (
    <QueryView query={query}>
      {({ convergence, importance }) => (
        <SimpleGrid minColWidth="min(20rem, 100%)" spacing="xl">
          <Suspense fallback={<Skeleton height={240} />}>
            <Curves
              title={t.studies.convergence}
              xKey="trial"
              xLabel={t.studies.trials}
              points={convergence.map(({ trial, value, best }) => ({
                trial,
                [t.studies.value]: value,
                [t.studies.best]: best,
              }))}
              series={[t.studies.value, t.studies.best]}
              hasDots
            />
          </Suspense>
          <Importance importance={importance} />
        </SimpleGrid>
      )}
    </QueryView>
  )
}

function Importance({ importance }: Pick<StudyAnalysis, 'importance'>) {
  const t = useMessages()
  const format = useFormat()
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {t.studies.importance}
      </Text>
      {importance === null ? (
        <Text size="sm">{t.studies.tooFew}</Text>
      ) : (
        importance.map(({ parameter, importance: share }) => (
          <div key={parameter}>
            <Group justify="space-between">
              <Text size="sm">{parameter}</Text>
              <Text size="sm" className="numbers">
                {format.percent(share)}
              </Text>
            </Group>
            <Bar value={share * 100} aria-label={parameter} />
          </div>
        ))
      )}
      <Text size="xs" c="dimmed">
        {t.studies.importanceHint}
      </Text>
    </Stack>
  )
}

function TrialTable({ trials }: { readonly trials: readonly Trial[] }) {
  const t = useMessages()
  const format = useFormat()
  const names = [...new Set(trials.flatMap(({ parameters }) => Object.keys(parameters)))]
  const shown = (value: unknown) =>
    typeof value === 'number' ? format.number(value, 4) : String(value ?? t.common.none)
  return (
    <ScrollBox minWidth={300 + names.length * 110}>
      <Table className="numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>#</Table.Th>
            <Table.Th>{t.common.status}</Table.Th>
            <Table.Th ta="right">{t.studies.value}</Table.Th>
            {names.map((name) => (
              <Table.Th key={name} ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {trials.map(({ number, status, value, parameters, error }) => (
            <Table.Tr key={number}>
              <Table.Td>{number}</Table.Td>
              <Table.Td>
                <StatusBadge status={status} />
                {error !== null && <Text size="xs">{error}</Text>}
              </Table.Td>
              <Table.Td ta="right">{value === null ? t.common.none : format.number(value, 4)}</Table.Td>
              {names.map((name) => (
                <Table.Td key={name} ta="right">
                  {shown(parameters[name])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}
