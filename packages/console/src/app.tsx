import { MantineProvider, type MantineThemeOverride } from '@mantine/core'
import { isApiError } from '@tabricate/client'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { LanguageProvider } from './messages/language.tsx'
import { pageSettings } from './page-settings.ts'
import { Routes } from './routes.tsx'
import { SessionProvider } from './session.tsx'
import { useFormat } from './use-format.ts'

const theme = {
  primaryColor: 'cyan',
  // Text on a filled button keeps a contrast of 4.5 to 1.
  primaryShade: 9,
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
} as const satisfies MantineThemeOverride

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
    <LanguageProvider>
      <Theme>
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <Routes />
          </SessionProvider>
        </QueryClientProvider>
      </Theme>
    </LanguageProvider>
  )
}

/** Numbers are entered as they are written. */
function Theme({ children }: { readonly children: ReactNode }) {
  const { decimal } = useFormat().separators
  const own = useMemo(
    () => ({ ...theme, components: { NumberInput: { defaultProps: { decimalSeparator: decimal } } } }),
    [decimal],
  )
  return (
    <MantineProvider theme={own} defaultColorScheme="auto" getStyleNonce={() => pageSettings.nonce}>
      {children}
    </MantineProvider>
  )
}
