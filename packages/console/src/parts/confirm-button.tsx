import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { ErrorNotice } from './error-notice.tsx'

interface ConfirmButtonProps extends ButtonProps {
  readonly label: string
  readonly title: string
  readonly text?: string
  /** The dialog's own button; default: the label. */
  readonly confirmLabel?: string
  readonly isDisabled?: boolean
  /** More to fill in. */
  readonly children?: ReactNode
  readonly onConfirm: () => Promise<unknown>
}

/** A button that asks before it does what cannot be undone. */
export function ConfirmButton({
  label,
  title,
  text,
  confirmLabel = label,
  isDisabled = false,
  children,
  onConfirm,
  ...button
}: ConfirmButtonProps) {
  const t = useMessages()
  const [isOpen, { open, close }] = useDisclosure()
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly error: unknown }>({
    isBusy: false,
    error: null,
  })
  const confirm = () => {
    setState({ isBusy: true, error: null })
    onConfirm().then(
      () => {
        setState({ isBusy: false, error: null })
        close()
      },
      (error: unknown) => setState({ isBusy: false, error }),
    )
  }
  return (
    <>
      <Button variant="default" {...button} onClick={open}>
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={title}
        closeButtonProps={{ 'aria-label': t.common.close }}
        centered
      >
        <Stack>
          {text !== undefined && <Text size="sm">{text}</Text>}
          {children}
          {state.error !== null && <ErrorNotice error={state.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t.common.keep}
            </Button>
            <Button color="red.9" onClick={confirm} loading={state.isBusy} disabled={isDisabled}>
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
