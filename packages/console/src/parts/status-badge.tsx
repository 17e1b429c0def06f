import { Badge } from '@mantine/core'
import { useMessages } from '../messages/language.tsx'

const colours = {
  processing: 'blue',
  ready: 'green',
  failed: 'red',
  awaiting_approval: 'orange',
  queued: 'gray',
  running: 'blue',
  cancelling: 'orange',
  succeeded: 'green',
  cancelled: 'gray',
  rejected: 'red',
  complete: 'green',
  pruned: 'gray',
} as const

export type ShownState = keyof typeof colours

export function StatusBadge({ status }: { readonly status: ShownState }) {
  const t = useMessages()
  return (
    <Badge color={colours[status]} variant="default" tt="none" leftSection={<Dot colour={colours[status]} />}>
      {t.states[status]}
    </Badge>
  )
}

function Dot({ colour }: { readonly colour: string }) {
  return (
    <svg width="8" height="8" aria-hidden="true">
      <circle cx="4" cy="4" r="4" fill={`var(--mantine-color-${colour}-6)`} />
    </svg>
  )
}
