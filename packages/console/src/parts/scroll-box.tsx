import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

interface ScrollBoxProps {
  /** Pixels below which it scrolls sideways. */
  readonly minWidth: number
  readonly children: ReactNode
}

/** Around a table that may be wider than the window; it is scrolled by keyboard too. */
export function ScrollBox({ minWidth, children }: ScrollBoxProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" tabIndex={0}>
      {children}
    </Table.ScrollContainer>
  )
}
