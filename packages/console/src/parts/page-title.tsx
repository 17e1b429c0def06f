import { Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { pageSettings } from '../page-settings.ts'

interface PageTitleProps {
  readonly title: string
  readonly subtitle?: ReactNode
  /** Buttons on the right. */
  readonly children?: ReactNode
}

export function PageTitle({ title, subtitle, children }: PageTitleProps) {
  // Every page has one: a new page begins at its top.
  useEffect(() => window.scrollTo(0, 0), [])
  useEffect(() => {
    document.title = `${title} · ${pageSettings.title}`
    return () => {
      document.title = pageSettings.title
    }
  }, [title])
  return (
    <Group justify="space-between" align="flex-end" mb="md" gap="sm">
      <Stack gap={2} miw={0}>
        <Title order={1} size="h2">
          {title}
        </Title>
        {subtitle !== undefined && (
          <Text component="div" c="dimmed" size="sm">
            {subtitle}
          </Text>
        )}
      </Stack>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  )
}
