import { Alert, Group, Stack, Text } from '@mantine/core'
import type { Generation } from '@tabricate/client'
import type { ReactNode } from 'react'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'
import { PageTitle } from './page-title.tsx'
import { StatusBadge } from './status-badge.tsx'

interface RequestFrameProps {
  readonly title: string
  readonly status: Generation['status']
  /** What it is about, beside its state. */
  readonly facts: readonly string[]
  readonly buttons: ReactNode
  /** Why it was rejected, or has failed. */
  readonly reason: string | null | undefined
  readonly failure: { readonly title: string; readonly advice?: ReactNode }
  readonly children: ReactNode
}

/** A request for work, a generation or a study: what it is, how it stands, and what stopped it. */
export function RequestFrame({
  title,
  status,
  facts,
  buttons,
  reason,
  failure,
  children,
}: RequestFrameProps) {
  const t = useMessages()
  const translate = useTranslate()
  const why = typeof reason === 'string' && <Text size="sm">{translate(reason)}</Text>
  return (
    <>
      <PageTitle
        title={title}
        subtitle={
          <Group gap="xs">
            <StatusBadge status={status} />
            {facts.join(' · ')}
          </Group>
        }
      >
        {buttons}
      </PageTitle>
      <Stack>
        {status === 'awaiting_approval' && (
          <Alert color="orange" variant="outline" title={t.generation.awaiting} role="status" />
        )}
        {status === 'rejected' && (
          <Alert color="red" variant="outline" title={t.generation.rejected} role="alert">
            {why}
          </Alert>
        )}
        {status === 'failed' && (
          <Alert color="red" variant="outline" title={failure.title} role="alert">
            <Stack gap="xs" align="flex-start">
              {why}
              {failure.advice}
            </Stack>
          </Alert>
        )}
        {children}
      </Stack>
    </>
  )
}
