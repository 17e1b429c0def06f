import { Progress as Bar, Group, Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import type { Progress } from '@tabricate/client'
import { lazy, Suspense } from 'react'
import { useMessages } from '../messages/language.tsx'
import { useFormat } from '../use-format.ts'

const Curves = lazy(() => import('./line-chart.tsx'))

interface TrainingViewProps {
  readonly progress: Progress | null
  readonly course: readonly Progress[]
}

/** A training while it runs, and its course afterwards. */
export function TrainingView({ progress, course }: TrainingViewProps) {
  const t = useMessages()
  const format = useFormat()
  const { epoch = null, epochs = null } = progress ?? {}
  const share = shareOf(progress)
  const facts = [
    ...(epoch !== null && epochs !== null
      ? [t.generation.epoch(format.number(epoch), format.number(epochs))]
      : []),
    ...(progress?.rows_per_second
      ? [t.generation.speed(format.number(Math.round(progress.rows_per_second)))]
      : []),
    ...(progress ? [t.generation.elapsed(format.duration(progress.elapsed_seconds))] : []),
    ...(progress?.remaining_seconds
      ? [t.generation.remaining(format.duration(progress.remaining_seconds))]
      : []),
  ]
  return (
    <Paper withBorder p="md" radius="md">
      <Stack>
        <Group justify="space-between">
          <Text fw={600} role="status">
            {progress === null ? t.generation.waiting : t.generation.phases[progress.phase]}
          </Text>
          <Text size="sm" className="numbers">
            {facts.join(' · ')}
          </Text>
        </Group>
        <Bar
          value={share * 100}
          striped
          animated
          aria-label={progress === null ? t.generation.waiting : t.generation.phases[progress.phase]}
        />
        <Course course={course} />
      </Stack>
    </Paper>
  )
}

/** Training is nearly all of the time. */
function shareOf(progress: Progress | null): number {
  if (progress === null) return 0
  const { phase, epoch, epochs } = progress
  if (phase === 'preparing') return 0.02
  if (phase === 'training') return 0.02 + 0.83 * (epoch !== null && epochs ? epoch / epochs : 0)
  return { sampling: 0.88, saving: 0.92, reporting: 0.95 }[phase]
}

/** The curves of losses, and of the judgement by rows that the model does not learn. */
export function Course({ course }: { readonly course: readonly Progress[] }) {
  const t = useMessages()
  if (course.length < 2) return <Text size="sm">{t.generation.chartWait}</Text>
  const names: { readonly [loss: string]: string } = t.generation.lossNames
  const nameOf = (loss: string) => names[loss] ?? loss
  const losses = [...new Set(course.flatMap((point) => Object.keys(point.losses)))]
  const probe = course.filter(({ quality }) => quality !== null)
  return (
    <Suspense fallback={<Skeleton height={240} />}>
      <SimpleGrid minColWidth="min(20rem, 100%)" autoFlow="auto-fit">
        {losses.length > 0 && (
          <Curves
            title={t.generation.losses}
            xKey="epoch"
            xLabel={t.generation.epochAxis}
            points={course.map(({ epoch, losses }) => ({
              epoch,
              ...Object.fromEntries(Object.entries(losses).map(([loss, value]) => [nameOf(loss), value])),
            }))}
            series={losses.map(nameOf)}
          />
        )}
        {probe.length > 1 && (
          <Curves
            title={t.generation.probe}
            xKey="epoch"
            xLabel={t.generation.epochAxis}
            points={probe.map(({ epoch, quality }) => ({ epoch, [t.common.quality]: quality }))}
            series={[t.common.quality]}
          />
        )}
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t.generation.lossNote}
      </Text>
    </Suspense>
  )
}
