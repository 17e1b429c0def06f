import { documentContracts } from '../contracts/documents.ts'
import { consolePage } from '../http/console-page.ts'
import { docsPolicy, redocPage, swaggerPage } from '../http/docs-pages.ts'
import type { OpenApiDocument } from '../http/openapi.ts'
import { defineRoute, type Route } from '../http/route.ts'

/** @param signIn who signs people in */
export function documentRoutes(
  document: OpenApiDocument,
  title: string,
  signIn: 'platform' | 'host',
): readonly Route[] {
  const page = (text: string) => ({ text, mediaType: 'text/html', contentPolicy: docsPolicy })
  return [
    defineRoute(documentContracts.getOpenApi, async ({ mountPath }) => ({
      text: JSON.stringify({ ...document, servers: [{ url: mountPath === '' ? '/' : mountPath }] }),
      mediaType: 'application/json',
    })),
    defineRoute(documentContracts.getDocs, async ({ mountPath }) => page(swaggerPage(title, mountPath))),
    defineRoute(documentContracts.getConsole, async ({ mountPath }) => ({
      ...(await consolePage(title, mountPath, signIn)),
      mediaType: 'text/html',
    })),
    defineRoute(documentContracts.getRedoc, async ({ mountPath }) => page(redocPage(title, mountPath))),
  ]
}
