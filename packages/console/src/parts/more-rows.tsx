import { Button, Group, NumberInput, Stack, Table, Text } from '@mantine/core'
import {
  type DatasetDetail,
  type Generation,
  type Row,
  streamRows,
  streamText,
  type Where,
} from '@tabricate/client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../messages/language.tsx'
import { numbered } from '../numbered.ts'
import { saveBlob } from '../save-blob.ts'
import { useClient } from '../session.tsx'
import { useConfig } from '../use-config.ts'
import { useFormat } from '../use-format.ts'
import { ConditionsForm } from './conditions-form.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { ScrollBox } from './scroll-box.tsx'

interface MoreRowsProps {
  readonly generation: Generation
  /** Null when it has been deleted. */
  readonly dataset: DatasetDetail | null
}

const shownRows = 10

/** More rows of a trained model, on conditions. */
export function MoreRows({ generation: { id }, dataset }: MoreRowsProps) {
  const t = useMessages()
  const format = useFormat()
  const client = useClient()
  const config = useConfig()
  const [count, setCount] = useState(1000)
  const [seed, setSeed] = useState(0)
  const [where, setWhere] = useState<Where>({})
  const [received, setReceived] = useState(0)
  const show = useMutation({
    mutationFn: async () => {
      const rows: Row[] = []
      for await (const row of streamRows(client, id, { rows: shownRows, seed, where })) rows.push(row)
      return rows
    },
  })
  const download = useMutation({
    mutationFn: async () => {
      setReceived(0)
      const counter = new TransformStream<Uint8Array, Uint8Array>({
        transform(part, controller) {
          setReceived((before) => before + part.length)
          controller.enqueue(part)
        },
      })
      const stream = await streamText(client, id, 'csv', { rows: count, seed, where })
      const blob = await new Response(stream.pipeThrough(counter)).blob()
      saveBlob(new Blob([blob], { type: 'text/csv' }), `synthetic-${id}-more.csv`)
    },
  })
  return (
    <Stack>
      <Text size="sm">{t.generation.moreText}</Text>
      <ConditionsForm columns={dataset?.profile?.columns ?? []} value={where} onChange={setWhere} />
      <Group align="flex-end">
        <NumberInput
          label={t.generation.moreRows}
          w={160}
          min={1}
          max={config.data?.max_stream_rows ?? 10_000_000}
          allowDecimal={false}
          thousandSeparator={format.separators.group}
          value={count}
          onChange={(value) => setCount(Math.max(1, Number(value)))}
        />
        <NumberInput
          label={t.generate.seed}
          w={120}
          min={0}
          allowDecimal={false}
          value={seed}
          onChange={(value) => setSeed(Number(value))}
        />
        <Button variant="default" loading={show.isPending} onClick={() => show.mutate()}>
          {t.generation.show}
        </Button>
        <Button loading={download.isPending} onClick={() => download.mutate()}>
          {t.generation.stream}
        </Button>
      </Group>
      {download.isPending && (
        <Text size="sm" role="status">
          {t.generation.streaming(format.bytes(received))}
        </Text>
      )}
      {[show.error, download.error].map(
        (error, index) =>
          error !== null && <ErrorNotice key={index === 0 ? 'show' : 'download'} error={error} />,
      )}
      {show.data !== undefined && <Rows rows={show.data} />}
    </Stack>
  )
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useMessages()
  const columns = Object.keys(rows[0] ?? {})
  return (
    <ScrollBox minWidth={columns.length * 110}>
      <Table aria-label={t.generation.rowsLabel} className="numbers cells">
        <Table.Thead>
          <Table.Tr>
            {columns.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {numbered(rows).map(({ item: row, place }) => (
            <Table.Tr key={place}>
              {columns.map((name) => (
                <Table.Td key={name}>{row[name] === null ? t.common.none : String(row[name])}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollBox>
  )
}
