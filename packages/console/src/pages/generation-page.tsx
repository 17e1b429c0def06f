import { Alert, Anchor, Button, Group, Paper, SimpleGrid, Stack, Table, Tabs, Text } from '@mantine/core'
import { downloadUrl, type Generation, type Progress } from '@tabricate/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { isOver } from '../is-over.ts'
import { useMessages } from '../messages/language.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { MoreRows } from '../parts/more-rows.tsx'
import { QueryView } from '../parts/query-view.tsx'
import { ReportView } from '../parts/report-view.tsx'
import { RequestFrame } from '../parts/request-frame.tsx'
import { Course, TrainingView } from '../parts/training-view.tsx'
import { openDownload } from '../save-blob.ts'
import { useClient } from '../session.tsx'
import { useDataset } from '../use-dataset.ts'
import { useDeletion } from '../use-deletion.ts'
import { useFormat } from '../use-format.ts'
import { useId } from '../use-id.ts'
import { useModelName } from '../use-model-name.ts'
import { useTraining } from '../use-training.ts'

/** A generation: live while it runs; then its result, its report, and more rows. */
export default function GenerationPage() {
  const { query, course } = useTraining(useId())
  return (
    <QueryView query={query}>
      {(generation) => <GenerationView generation={generation} course={course} />}
    </QueryView>
  )
}

interface GenerationViewProps {
  readonly generation: Generation
  readonly course: readonly Progress[]
}

function GenerationView({ generation, course }: GenerationViewProps) {
  const t = useMessages()
  const format = useFormat()
  const nameOf = useModelName()
  const { id, status, model_type: model, error } = generation
  return (
    <RequestFrame
      title={t.generation.title(id)}
      status={status}
      facts={[
        nameOf(model),
        t.generation.rows(format.number(generation.sample_size)),
        format.dateTime(generation.created_at),
      ]}
      buttons={<EndButton generation={generation} />}
      reason={error?.message}
      failure={{
        title: t.generation.failed,
        advice: (
          <>
            <Text size="sm">{t.generation.failedHint}</Text>
            <AgainButton generation={generation} />
          </>
        ),
      }}
    >
      {status === 'cancelled' && (
        <Alert color="gray" variant="outline" title={t.generation.cancelledText}>
          <AgainButton generation={generation} />
        </Alert>
      )}
      {isUnderWay(status) && <Work generation={generation} course={course} />}
      {status === 'succeeded' && <Result generation={generation} course={course} />}
    </RequestFrame>
  )
}

/** Cancels what goes on, deletes what is over. */
function EndButton({ generation: { id, status } }: Pick<GenerationViewProps, 'generation'>) {
  const t = useMessages()
  const navigate = useNavigate()
  const remove = useDeletion()
  return isOver(status) ? (
    <ConfirmButton
      label={t.common.delete}
      title={t.generation.deleteTitle}
      text={t.generation.deleteText}
      onConfirm={async () => {
        await remove('/generation/requests/{id}', id)
        await navigate('/generations')
      }}
    />
  ) : (
    <ConfirmButton
      label={t.generation.cancel}
      title={t.generation.cancelTitle}
      text={t.generation.cancelText}
      isDisabled={status === 'cancelling'}
      onConfirm={() => remove('/generation/requests/{id}', id)}
    />
  )
}

/** Back to the form, with the settings of this one; not where its table is gone. */
function AgainButton({ generation }: Pick<GenerationViewProps, 'generation'>) {
  const t = useMessages()
  const { dataset_id: datasetId, model_config: config, model_type } = generation
  if (datasetId === null) return null
  return (
    <Button
      component={Link}
      to={`/datasets/${datasetId}/generate`}
      state={{ model_config: { ...config, model_type } }}
      variant="default"
      size="xs"
    >
      {t.generation.again}
    </Button>
  )
}

function isUnderWay(status: Generation['status']): boolean {
  return !isOver(status) && status !== 'awaiting_approval'
}

/** What is being done; where settings are searched for first, that. */
function Work({ generation: { optimization_id: studyId, progress }, course }: GenerationViewProps) {
  const t = useMessages()
  return (
    <>
      {studyId !== null && progress === null && (
        <Alert color="blue" variant="outline" title={t.generation.searching}>
          <Anchor component={Link} to={`/studies/${studyId}`}>
            {t.generation.toStudy}
          </Anchor>
        </Alert>
      )}
      <TrainingView progress={progress} course={course} />
    </>
  )
}

function Result({ generation, course }: GenerationViewProps) {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const { id, result } = generation
  const dataset = useDataset(generation.dataset_id ?? 0)
  const download = useMutation({
    mutationFn: async () => {
      const { url, file_name } = await downloadUrl(client, id)
      openDownload(url, file_name)
    },
  })
  return (
    <Stack>
      <Facts generation={generation} />
      {result !== null && (
        <Group>
          <Button loading={download.isPending} onClick={() => download.mutate()}>
            {t.generation.download(result.file_name, format.bytes(result.size_bytes))}
          </Button>
        </Group>
      )}
      {download.error !== null && <ErrorNotice error={download.error} />}
      <Tabs defaultValue="report" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="report">{t.generation.tabs.report}</Tabs.Tab>
          <Tabs.Tab value="more">{t.generation.tabs.more}</Tabs.Tab>
          <Tabs.Tab value="settings">{t.generation.tabs.settings}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="report">
          <ReportView id={id} />
        </Tabs.Panel>
        <Tabs.Panel value="more">
          <MoreRows generation={generation} dataset={dataset.data ?? null} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <Settings generation={generation} course={course} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

function Facts({
  generation: { id, quality_score: quality, result, training_seconds: seconds },
}: Pick<GenerationViewProps, 'generation'>) {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const report = useQuery({
    queryKey: ['report', id, 'json'],
    queryFn: ({ signal }) => client.get('/generation/report/{id}', { path: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const score = (value: number | null | undefined) =>
    typeof value === 'number' ? format.number(value, 3) : t.common.none
  return (
    <SimpleGrid minColWidth="min(14rem, 100%)" autoFlow="auto-fit">
      <Fact
        label={t.generation.quality}
        value={score(quality)}
        note={t.generation.between(
          score(report.data?.floor.quality.score.value),
          score(report.data?.ceiling?.quality.score.value),
        )}
        hint={t.generation.betweenHint}
      />
      <Fact
        label={t.generation.result}
        value={result === null ? t.common.none : t.generation.rows(format.number(result.rows))}
        note={seconds === null ? '' : t.generation.trained(format.duration(seconds))}
      />
    </SimpleGrid>
  )
}

interface FactProps {
  readonly label: string
  readonly value: string
  readonly note: string
  readonly hint?: string
}

function Fact({ label, value, note, hint }: FactProps) {
  return (
    <Paper withBorder p="md" radius="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={700} className="numbers">
        {value}
      </Text>
      <Text size="sm">{note}</Text>
      {hint !== undefined && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Paper>
  )
}

function Settings({ generation, course }: GenerationViewProps) {
  const t = useMessages()
  const { seed, holdout, target, conditions, model_config: config } = generation
  const rows = [
    ['seed', seed],
    ['holdout', holdout],
    ['target', target],
    ['conditions', Object.keys(conditions).length === 0 ? null : JSON.stringify(conditions)],
    ...Object.entries(config),
  ] as const
  return (
    <Stack>
      {course.length > 1 && <Course course={course} />}
      <Table aria-label={t.generation.tabs.settings} className="numbers">
        <Table.Tbody>
          {rows.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td>
                {value === null
                  ? t.common.none
                  : typeof value === 'object'
                    ? JSON.stringify(value)
                    : String(value)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}
