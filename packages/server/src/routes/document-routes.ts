import { documentContracts } from '../contracts/documents.ts'
import { consolePage } from '../http/console-page.ts'
import { docsPolicy, redocPage, swaggerPage } from '../http/docs-pages.ts'
import type { OpenApiDocument } from '../http/openapi.ts'
import { defineRoute, type Route } from '../http/route.ts'

export function documentRoutes(document: OpenApiDocument, title: string): readonly Route[] {
  const page = (text: string) => ({ text, mediaType: 'text/html', contentPolicy: docsPolicy })
  return [
    defineRoute(documentContracts.getOpenApi, async ({ mountPath }) => ({
      text: JSON.stringify({ ...document, servers: [{ url: mountPath === '' ? '/' : mountPath }] }),
      mediaType: 'application/json',
    })),
    defineRoute(documentContracts.getDocs, async ({ mountPath }) => page(swaggerPage(title, mountPath))),
    defineRoute(documentContracts.getConsole, async ({ mountPath }) => page(consolePage(title, mountPath))),
    defineRoute(documentContracts.getRedoc, async ({ mountPath }) => page(redocPage(title, mountPath))),
  ]
}
