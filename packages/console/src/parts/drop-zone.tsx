import { Text } from '@mantine/core'
import { type DragEvent, useState } from 'react'
import { useMessages } from '../messages/language.tsx'

interface DropZoneProps {
  readonly hint: string
  readonly onFile: (file: File) => void
}

/** A file that is dropped, or chosen by keyboard or mouse. */
export function DropZone({ hint, onFile }: DropZoneProps) {
  const t = useMessages()
  const [isOver, setIsOver] = useState(false)
  const hover = (over: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setIsOver(over)
  }
  return (
    <label
      className="drop-zone"
      data-over={isOver}
      onDragOver={hover(true)}
      onDragLeave={hover(false)}
      onDrop={(event) => {
        hover(false)(event)
        const file = event.dataTransfer.files[0]
        if (file !== undefined) onFile(file)
      }}
    >
      <input
        type="file"
        className="file-input"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx,.parquet"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // So that the same file can be chosen again.
          event.currentTarget.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
      <Text fw={600}>{t.datasets.drop}</Text>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </label>
  )
}
