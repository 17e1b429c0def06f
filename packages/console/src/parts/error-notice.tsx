import { Alert, Button, Center, List, Stack, Text } from '@mantine/core'
import { isApiError } from '@tabricate/client'
import type { Messages } from '../messages/en.ts'
import { useMessages } from '../messages/language.tsx'
import { useTranslate } from '../messages/use-translate.ts'

interface Explanation {
  readonly title: string
  readonly text?: string | undefined
}

/** What an error means to a person, and what can be done. */
export function explain(error: unknown, t: Messages): Explanation {
  const told = error instanceof Error ? error.message : String(error)
  if (!isApiError(error)) return { title: t.errors.other, text: told }
  const { code, requestId } = error
  switch (code) {
    case 'NETWORK_ERROR':
      return { title: t.errors.offline, text: t.errors.offlineText }
    case 'AUTHENTICATION_REQUIRED':
      return { title: t.errors.ended, text: t.errors.endedText }
    case 'INVALID_CREDENTIALS':
      return { title: t.signIn.wrong }
    case 'FORBIDDEN':
      return { title: t.errors.forbidden }
    case 'NOT_FOUND':
      return { title: t.errors.notFound, text: t.errors.notFoundText }
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
    case 'REQUEST_TIMEOUT':
      return { title: t.errors.busy, text: t.errors.busyText }
    case 'VALIDATION_ERROR':
      return { title: t.errors.values, text: error.issues.length > 0 ? undefined : told }
    case 'CONFLICT':
      return { title: t.errors.conflict, text: told }
    case 'UNSUPPORTED_MEDIA_TYPE':
      return { title: t.errors.file, text: t.errors.fileText }
    case 'PAYLOAD_TOO_LARGE':
      return { title: t.errors.tooLarge, text: told }
    case 'INTERNAL_ERROR':
      return { title: t.errors.defect, text: requestId === null ? undefined : t.errors.defectText(requestId) }
    case 'HOST_NOT_ALLOWED':
    case 'MALFORMED_REQUEST':
    case 'METHOD_NOT_ALLOWED':
    case 'RANGE_NOT_SATISFIABLE':
    case 'UNREADABLE_ANSWER':
      return { title: t.errors.other, text: told }
    default:
      // One that a newer server has.
      code satisfies never
      return { title: t.errors.other, text: told }
  }
}

interface ErrorNoticeProps {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  /** Whether it stands in place of a page. */
  readonly isPage?: boolean
}

export function ErrorNotice({ error, onRetry, isPage = false }: ErrorNoticeProps) {
  const t = useMessages()
  const translate = useTranslate()
  const { title, text } = explain(error, t)
  const issues = isApiError(error) ? error.issues : []
  const notice = (
    <Alert color="red" variant="outline" title={title} role="alert">
      <Stack gap="xs" align="flex-start">
        {text !== undefined && <Text size="sm">{text}</Text>}
        {issues.length > 0 && (
          <List size="sm">
            {issues.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`}>
                {path === '' ? '' : <strong>{path.replace(/^model_config \/ /, '')}: </strong>}
                {translate(message)}
              </List.Item>
            ))}
          </List>
        )}
        {onRetry !== undefined && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t.errors.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  )
  return isPage ? <Center mih="80vh">{notice}</Center> : notice
}
