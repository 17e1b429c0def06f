import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'
import { useFormat } from '../use-format.ts'
import { useModelName } from '../use-model-name.ts'
import { type Recommendation, useComparison } from '../use-recommendation.ts'
import { ErrorNotice } from './error-notice.tsx'
import { SimpleTable } from './simple-table.tsx'

interface ModelAdviceProps {
  readonly datasetId: number
  /** Null until somebody has asked. */
  readonly recommendation: Recommendation | null
  readonly chosen: string
  readonly onUse: (model: string) => void
}

/** Which model suits a table: asked for on request, for it keeps the server busy for half a minute; then it is known. */
export function ModelAdvice({ datasetId, recommendation, chosen, onUse }: ModelAdviceProps) {
  const t = useMessages()
  const comparison = useComparison(datasetId)
  if (recommendation !== null) return <Advice recommendation={recommendation} chosen={chosen} onUse={onUse} />
  if (comparison.isRunning)
    return (
      <Group gap="sm" role="status">
        <Loader size="xs" aria-hidden />
        <Text size="sm" flex="1 1 12rem">
          {t.advice.comparing}
        </Text>
        <Button size="xs" variant="default" onClick={comparison.cancel}>
          {t.common.cancel}
        </Button>
      </Group>
    )
  return (
    <Stack gap="xs">
      {comparison.error !== null && <ErrorNotice error={comparison.error} />}
      <Group gap="sm">
        <Button size="xs" variant="default" onClick={comparison.start}>
          {t.advice.compare}
        </Button>
        <Text size="xs" c="dimmed" flex="1 1 16rem">
          {t.advice.compareHint}
        </Text>
      </Group>
    </Stack>
  )
}

interface AdviceProps {
  readonly recommendation: Recommendation
  readonly chosen: string
  readonly onUse: (model: string) => void
}

/** What was found; told as a warning while another model is chosen that did worse. */
function Advice({ recommendation: { model_type: best, candidates }, chosen, onUse }: AdviceProps) {
  const t = useMessages()
  const format = useFormat()
  const nameOf = useModelName()
  const translate = useTranslate()
  const find = (model: string) => candidates.find(({ model_type }) => model_type === model)
  const quality = (value: number | null | undefined) =>
    typeof value === 'number' ? format.number(value, 3) : t.common.none
  const winner = find(best)
  const isChosen = chosen === best
  return (
    <Alert
      color={isChosen ? 'green' : 'orange'}
      variant="outline"
      role="status"
      title={t.advice.recommended(nameOf(best))}
    >
      <Stack gap="sm">
        <Text size="sm">
          {t.advice.reached(quality(winner?.quality), format.duration(winner?.training_seconds ?? 0))}
          {!isChosen && find(chosen) !== undefined
            ? ` ${t.advice.other(nameOf(chosen), quality(find(chosen)?.quality), format.duration(find(chosen)?.training_seconds ?? 0))}`
            : ''}
        </Text>
        {!isChosen && (
          <div>
            <Button size="xs" onClick={() => onUse(best)}>
              {t.advice.use(nameOf(best))}
            </Button>
          </div>
        )}
        <SimpleTable
          label={t.advice.label}
          columns={[t.common.model, t.common.quality, t.advice.nearer, t.advice.training]}
          rows={candidates.map(({ model_type, nearer_share, training_seconds, ...candidate }) => [
            nameOf(model_type),
            quality(candidate.quality),
            nearer_share === null ? t.common.none : format.percent(nearer_share),
            format.duration(training_seconds),
          ])}
        />
        {candidates
          .filter(({ problem }) => problem !== null)
          .map(({ model_type, problem }) => (
            <Text key={model_type} size="sm">
              {t.labelled(nameOf(model_type), translate(problem ?? ''))}
            </Text>
          ))}
        <Text size="xs" c="dimmed">
          {t.advice.how}
        </Text>
      </Stack>
    </Alert>
  )
}
