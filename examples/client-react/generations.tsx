import { type Client, followGeneration, type Generation, type Progress } from '@tabricate/client'
import { useEffect, useState } from 'react'

/** The latest generations of whoever has signed in, those that run with a live bar. */
export function Generations({ client }: { readonly client: Client }) {
  const [items, setItems] = useState<readonly Generation[]>([])
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    client.get('/generation/requests', { query: { limit: 5 }, signal }).then(
      (page) => setItems(page.items),
      () => undefined,
    )
    return () => controller.abort()
  }, [client])
  return (
    <ul>
      {items.map(({ id, model_type, status }) => (
        <li key={id}>
          {model_type}: {status === 'running' ? <LiveBar client={client} id={id} /> : status}
        </li>
      ))}
    </ul>
  )
}

function LiveBar({ client, id }: { readonly client: Client; readonly id: number }) {
  const [progress, setProgress] = useState<Progress | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const follow = async () => {
      for await (const event of followGeneration(client, id, { signal: controller.signal }))
        if (event.type === 'progress') setProgress(event.data)
    }
    follow().catch(() => undefined)
    return () => controller.abort()
  }, [client, id])
  return <progress max={progress?.epochs ?? 1} value={progress?.epoch ?? 0} />
}
