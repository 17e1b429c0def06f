import { Alert, Badge, Group, NativeSelect, Paper, Progress, Stack, Text } from '@mantine/core'
import type { DatasetDetail } from '@tabricate/client'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'
import { type Format, useFormat } from '../use-format.ts'
import { Bars } from './bars.tsx'

type ColumnProfile = NonNullable<DatasetDetail['profile']>['columns'][number]
export type ColumnType = ColumnProfile['type']

export const columnTypes: readonly ColumnType[] = ['numerical', 'categorical', 'datetime', 'boolean', 'id']

export function isColumnType(text: string): text is ColumnType {
  return columnTypes.some((type) => type === text)
}

interface ColumnCardProps {
  readonly column: ColumnProfile
  readonly rowCount: number
  /** The type that the person has chosen, before it is applied. */
  readonly chosen: ColumnType | undefined
  readonly onChoose: (type: ColumnType) => void
}

const shownValues = 5

/** What is known of a column, and its type, which can be overruled. */
export function ColumnCard({ column, rowCount, chosen, onChoose }: ColumnCardProps) {
  const t = useMessages()
  const format = useFormat()
  const translate = useTranslate()
  const { name, missing, distinct, personal, warnings } = column
  return (
    <Paper withBorder p="md" radius="md">
      <Stack gap="xs">
        <Text fw={700} className="breakable">
          {name}
        </Text>
        <NativeSelect
          size="xs"
          aria-label={t.dataset.overrule(name)}
          value={chosen ?? column.type}
          onChange={({ currentTarget: { value } }) => isColumnType(value) && onChoose(value)}
          data={columnTypes.map((type) => ({ value: type, label: t.dataset.types[type] }))}
        />
        <Text size="xs" c="dimmed">
          {t.labelled(t.dataset.why, translate(column.reason))}
        </Text>
        <Group gap={6}>
          <Badge variant="default" tt="none">
            {missing === 0
              ? t.dataset.noMissing
              : t.dataset.missing(format.percent(missing / Math.max(1, rowCount)))}
          </Badge>
          <Badge variant="default" tt="none">
            {t.dataset.distinct(format.number(distinct.count), distinct.isEstimated)}
          </Badge>
        </Group>
        <Distribution column={column} rowCount={rowCount} format={format} />
        {column.type === 'id' && <Text size="sm">{t.dataset.idNote}</Text>}
        {personal !== null && (
          <Alert color="orange" variant="outline" p="xs" title={t.dataset.personal(personal.provider)}>
            <Text size="xs">
              {translate(personal.evidence)}.{' '}
              {personal.isReplaced ? t.dataset.replaced : t.dataset.notReplaced}
            </Text>
          </Alert>
        )}
        {warnings.map(({ code, message }) => (
          <Alert key={code} color="yellow" variant="outline" p="xs">
            <Text size="xs">{translate(message)}</Text>
          </Alert>
        ))}
      </Stack>
    </Paper>
  )
}

interface DistributionProps {
  readonly column: ColumnProfile
  readonly rowCount: number
  readonly format: Format
}

function Distribution({
  column: { name, histogram, min, max, mean, top },
  rowCount,
  format,
}: DistributionProps) {
  const t = useMessages()
  const point = (value: number | string) =>
    typeof value === 'number' ? format.number(value, 4) : format.dateTime(value)
  if (histogram !== null && min !== null && max !== null)
    return (
      <Stack gap={2}>
        <Bars label={t.dataset.histogram(name)} values={histogram.counts} />
        <Text size="xs" className="numbers">
          {t.dataset.range(point(min), point(max))}
          {mean === null ? '' : ` · ${t.dataset.mean(format.number(mean, 4))}`}
        </Text>
      </Stack>
    )
  if (top === null) return null
  return (
    <Stack gap={6}>
      {top.values.slice(0, shownValues).map(({ value, count }) => (
        <div key={value}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="xs" truncate>
              {value}
            </Text>
            <Text size="xs" className="numbers" flex="none">
              {format.percent(count / Math.max(1, rowCount))}
            </Text>
          </Group>
          <Progress size="xs" value={(100 * count) / Math.max(1, rowCount)} aria-label={value} />
        </div>
      ))}
    </Stack>
  )
}
