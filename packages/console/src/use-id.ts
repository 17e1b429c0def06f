import { useParams } from 'react-router'

/** The number in the page's address; 0, which nothing has, for what is none. */
export function useId(): number {
  const { id = '' } = useParams()
  return /^\d{1,9}$/.test(id) ? Number(id) : 0
}
