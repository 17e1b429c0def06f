import { Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  readonly text: string
  readonly children?: ReactNode
}

export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="sm" ta="center">
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text maw={520}>{text}</Text>
        {children}
      </Stack>
    </Paper>
  )
}
