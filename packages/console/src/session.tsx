import { type Client, createClient, isApiError, storedTokens, type User } from '@tabricate/client'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { pageSettings } from './page-settings.ts'
import { stopPush } from './push/push.ts'

interface Session {
  readonly client: Client
  /** Null for nobody; undefined while that is not known. */
  readonly user: User | null | undefined
  /** Why that could not be found out. */
  readonly error: Error | null
  /** Whether a session ended by itself. */
  readonly hasEnded: boolean
  retry(): void
  signIn(credentials: { email: string; password: string }): Promise<void>
  signOut(): Promise<void>
}

const SessionContext = createContext<Session | null>(null)

/** Tokens lie in the session storage: they outlive a reload, not the tab. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const [hasEnded, setHasEnded] = useState(false)
  const client = useMemo(
    () =>
      createClient({
        baseUrl: pageSettings.baseUrl,
        tokens: storedTokens(sessionStorage, 'tabricate-tokens'),
        onSessionEnd() {
          setHasEnded(true)
          queries.setQueryData(['me'], null)
        },
      }),
    [queries],
  )
  // A host's own sign-in needs no tokens: then the platform is asked in any case.
  const me = useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      if (pageSettings.hasSignIn && client.tokens.read() === null) return null
      try {
        return await client.get('/auth/me', { signal })
      } catch (error) {
        if (isApiError(error, 'AUTHENTICATION_REQUIRED')) return null
        throw error
      }
    },
    staleTime: 60_000,
  })

  const signIn = useCallback(
    async (credentials: { email: string; password: string }) => {
      await client.signIn(credentials)
      setHasEnded(false)
      forgetOthers(queries)
      queries.setQueryData(['me'], await client.get('/auth/me'))
    },
    [client, queries],
  )
  const signOut = useCallback(async () => {
    // Who comes next is not to be told what was meant for this person.
    await stopPush().catch(() => undefined)
    // Here the session ends in any case.
    await client.signOut().catch(() => undefined)
    forgetOthers(queries)
    queries.setQueryData(['me'], null)
  }, [client, queries])

  const session: Session = {
    client,
    user: me.data,
    error: me.data === undefined ? me.error : null,
    hasEnded,
    retry: () => void me.refetch(),
    signIn,
    signOut,
  }
  return <SessionContext value={session}>{children}</SessionContext>
}

/** What one person has seen is not for the next one. */
function forgetOthers(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('There is no session around this part.')
  return session
}

export function useClient(): Client {
  return useSession().client
}
