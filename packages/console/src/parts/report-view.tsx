import { Button, Center, Loader, Stack, useComputedColorScheme } from '@mantine/core'
import { reportPage } from '@tabricate/client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLanguage } from '../messages/language.tsx'
import { saveBlob } from '../save-blob.ts'
import { useClient } from '../session.tsx'
import { ErrorNotice } from './error-notice.tsx'

/** The report as its own page shows it, in a tree of its own, so that its styles stay its own. */
export function ReportView({ id }: { readonly id: number }) {
  const { t, language } = useLanguage()
  const client = useClient()
  const scheme = useComputedColorScheme('light')
  const host = useRef<HTMLDivElement>(null)
  const page = useQuery({
    queryKey: ['report', id, language],
    queryFn: ({ signal }) => reportPage(client, id, { signal, language }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const html = page.data
  useEffect(() => {
    if (host.current === null || html === undefined) return
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    showReport(root, html, scheme === 'dark')
  }, [html, scheme])
  if (page.error !== null) return <ErrorNotice error={page.error} onRetry={() => void page.refetch()} />
  if (html === undefined)
    return (
      <Center mih={200}>
        <Loader aria-label={t.loading} />
      </Center>
    )
  return (
    <Stack>
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => saveBlob(new Blob([html], { type: 'text/html' }), `report-${id}.html`)}
        >
          {t.generation.saveReport}
        </Button>
      </div>
      <div ref={host} lang={language} />
    </Stack>
  )
}

function showReport(root: ShadowRoot, html: string, isDark: boolean): void {
  // Style sheets made by a script are no inline styles to the content security policy; an element would be one even in a document
  // that is never shown.
  const [, styles = ''] = /<style>([^<]*)<\/style>/.exec(html) ?? []
  const report = new DOMParser().parseFromString(html.replace(/<style>[^<]*<\/style>/, ''), 'text/html')
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(ownStyles(styles, isDark))
  root.adoptedStyleSheets = [sheet]
  const body = document.createElement('div')
  body.className = 'page'
  body.append(...report.body.childNodes)
  root.replaceChildren(body)
  body.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    if (target === null) return
    // The address belongs to the console's own pages.
    event.preventDefault()
    const place = root.getElementById(target.getAttribute('href')?.slice(1) ?? '')
    place?.scrollIntoView({ behavior: 'smooth' })
  })
}

/** The page's styles for a part of a page, light or dark as the console is. */
export function ownStyles(css: string, isDark: boolean): string {
  return css
    .replaceAll(':root', ':host')
    .replaceAll(/\bbody\b/g, '.page')
    .replaceAll('(prefers-color-scheme: dark)', isDark ? 'all' : 'not all')
    .replace('color-scheme: light dark', `color-scheme: ${isDark ? 'dark' : 'light'}`)
    .concat('\n.page { padding: 0; max-width: none; background: none; }')
}
