import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { assetPath } from '../package-files.ts'
import { ServiceError } from '../service-error.ts'
import { escapeHtml } from './docs-pages.ts'

const folder = 'console'

/** A page with the policy that it runs under. */
export interface ConsolePage {
  readonly text: string
  readonly contentPolicy: string
}

/**
 * The web console, as `packages/console` was built into this package's assets. `base` is the path that the router is mounted at,
 * `signIn` who signs people in.
 * Scripts and styles come from here alone; the component library's own style elements carry the nonce of the answer.
 * @throws ServiceError `UNAVAILABLE` in a checkout whose console has not been built
 */
export async function consolePage(
  title: string,
  base: string,
  signIn: 'platform' | 'host',
): Promise<ConsolePage> {
  const nonce = randomBytes(16).toString('base64')
  const values: { readonly [name: string]: string } = { title, base, nonce, signIn }
  if (!existsSync(assetPath(folder)))
    throw new ServiceError('UNAVAILABLE', 'The console was not built: `npm run setup` builds it.')
  const template = await readFile(assetPath(`${folder}/index.html`), 'utf8')
  const text = template
    .replaceAll('="./assets/', `="${escapeHtml(base)}/console/assets/`)
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(values[name] ?? ''))
  return { text, contentPolicy: policy(nonce) }
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const mediaTypes: { readonly [extension: string]: string } = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv',
}

/** The service worker of the console, beside its page. */
export const pushWorker = 'push-worker.js'

/** Files under `/console/assets/` by name, each with its media type; beside each lies one compressed by gzip. Their names tell their content. */
export function consoleAssets(): ReadonlyMap<string, string> {
  const names = existsSync(assetPath(folder)) ? readdirSync(assetPath(`${folder}/assets`)) : []
  return new Map(
    names.flatMap((name) => {
      const type = mediaTypes[extname(name)]
      return type === undefined ? [] : [[name, type] as const]
    }),
  )
}
