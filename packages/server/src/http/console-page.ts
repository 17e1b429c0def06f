import { escapeHtml, page } from './docs-pages.ts'

/** Stands where the web console will be. `base` is the path that the router is mounted at. */
export function consolePage(title: string, base: string): string {
  return page(title, [
    '<main>',
    `<h1>${escapeHtml(title)}</h1>`,
    '<p>The platform runs. Its web console is not written yet; until then it is used over HTTP.</p>',
    `<ul><li><a href="${base}/docs">Try its operations</a></li><li><a href="${base}/redoc">Read about them</a></li></ul>`,
    '</main>',
  ])
}
