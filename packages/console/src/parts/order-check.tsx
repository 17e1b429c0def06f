import { Alert, List, Paper, Text } from '@mantine/core'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'
import { useFormat } from '../use-format.ts'
import type { Validation } from '../use-order.ts'

interface OrderCheckProps {
  readonly validation: Validation | undefined
  readonly isChecking: boolean
}

/** What is wrong, or what the training would take. */
export function OrderCheck({ validation, isChecking }: OrderCheckProps) {
  const t = useMessages()
  const format = useFormat()
  const translate = useTranslate()
  if (validation === undefined || (validation.valid && validation.estimate === null))
    return isChecking ? <Text role="status">{t.generate.estimating}</Text> : null
  if (!validation.valid)
    return (
      <Alert color="red" variant="outline" title={t.errors.values} role="alert">
        <List size="sm">
          {validation.issues.map(({ path, message }) => (
            <List.Item key={`${path} ${message}`}>
              <strong>{path.replace(/^model_config\./, '')}</strong>: {translate(message)}
            </List.Item>
          ))}
        </List>
      </Alert>
    )
  const { estimate } = validation
  if (estimate === null) return null
  return (
    <Paper withBorder p="md" radius="md" role="status" aria-busy={isChecking}>
      <Text fw={600}>{t.generate.estimate}</Text>
      <Text size="sm">
        {t.generate.estimateText(
          format.duration(estimate.training_seconds),
          format.number(Math.ceil(estimate.memory_mb)),
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {translate(estimate.basis)}
      </Text>
    </Paper>
  )
}
