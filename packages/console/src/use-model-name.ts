import { useMessages } from './messages/language.tsx'

/** What people call a model: its name in their language, else its id. */
export function useModelName(): (id: string) => string {
  const known: { readonly [id: string]: { readonly name: string } } = useMessages().generate.models
  return (id) => known[id]?.name ?? id
}
