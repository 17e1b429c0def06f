import { Button, Group, Text } from '@mantine/core'
import { useMessages } from '../messages/language.tsx'
import { useFormat } from '../use-format.ts'

interface PagerProps {
  readonly offset: number
  readonly limit: number
  readonly total: number
  readonly onChange: (offset: number) => void
}

/** Nothing where one page holds all. */
export function Pager({ offset, limit, total, onChange }: PagerProps) {
  const t = useMessages()
  const format = useFormat()
  if (total <= limit) return null
  const end = Math.min(total, offset + limit)
  return (
    <Group justify="flex-end" mt="md" gap="sm">
      <Text size="sm" c="dimmed" aria-live="polite">
        {t.common.pageOf(offset + 1, end, format.number(total))}
      </Text>
      <Button
        size="xs"
        variant="default"
        disabled={offset === 0}
        onClick={() => onChange(Math.max(0, offset - limit))}
      >
        {t.common.previous}
      </Button>
      <Button size="xs" variant="default" disabled={end >= total} onClick={() => onChange(offset + limit)}>
        {t.common.next}
      </Button>
    </Group>
  )
}
