import { createTheme, MantineProvider } from '@mantine/core'
import { isApiError } from '@tabricate/client'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { LanguageProvider } from './messages/language.tsx'
import { pageSettings } from './page-settings.ts'
import { Routes } from './routes.tsx'
import { SessionProvider } from './session.tsx'

const theme = createTheme({
  primaryColor: 'cyan',
  // Text on a filled button keeps a contrast of 4.5 to 1.
  primaryShade: 9,
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** The client repeats what can be repeated; here, nothing is tried again in silence. */
const queries = new QueryClient({
  defaultOptions: {
    // Whether the network is there, the answer says.
    queries: { retry: false, staleTime: 2000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
  mutationCache: new MutationCache({
    onSettled: (_data, error) => {
      // What was changed shows everywhere.
      if (!isApiError(error, 'VALIDATION_ERROR')) void queries.invalidateQueries()
    },
  }),
})

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => pageSettings.nonce}>
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <Routes />
          </SessionProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  )
}
