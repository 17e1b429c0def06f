import { useQueryClient } from '@tanstack/react-query'
import { useClient } from './session.tsx'

type DeletablePath = '/upload/datasets/{id}' | '/generation/requests/{id}' | '/notifications/{id}'

/** Deletes something, and has every list asked for anew. */
export function useDeletion(): (path: DeletablePath, id: number) => Promise<void> {
  const client = useClient()
  const queries = useQueryClient()
  return async (path, id) => {
    await client.delete(path, { path: { id } })
    await queries.invalidateQueries()
  }
}
