/** Pages that show the OpenAPI document: everything comes from the package, nothing from elsewhere. */

/** Scripts from here alone, and no inline ones. The two programs set styles of elements themselves. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** `base` is the path that the router is mounted at. */
export function swaggerPage(title: string, base: string): string {
  return page(title, [
    `<link rel="stylesheet" href="${base}/docs/swagger-ui.css">`,
    '<div id="docs"></div>',
    `<script src="${base}/docs/swagger-ui-bundle.js"></script>`,
    `<script src="${base}/docs/start-swagger.js"></script>`,
  ])
}

export function redocPage(title: string, base: string): string {
  return page(title, [
    '<div id="docs"></div>',
    `<script src="${base}/docs/redoc.standalone.js"></script>`,
    `<script src="${base}/docs/start-redoc.js"></script>`,
  ])
}

/** A page of this package: its title is text, its parts are HTML. */
export function page(title: string, parts: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body>
${parts.join('\n')}
</body>
</html>
`
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Files under `/docs/`: those of the package's assets, and the two scripts that start the programs. */
export const docsAssets: ReadonlyMap<string, 'text/css' | 'text/javascript'> = new Map([
  ['swagger-ui.css', 'text/css'],
  ['swagger-ui-bundle.js', 'text/javascript'],
  ['redoc.standalone.js', 'text/javascript'],
])

const documentAddress = "new URL('../openapi.json', document.currentScript.src).href"

export const docsScripts: ReadonlyMap<string, string> = new Map([
  [
    'start-swagger.js',
    `SwaggerUIBundle({ url: ${documentAddress}, dom_id: '#docs', deepLinking: true, validatorUrl: null })\n`,
  ],
  // Its search needs a worker made of text, which the policy forbids.
  [
    'start-redoc.js',
    `Redoc.init(${documentAddress}, { disableSearch: true, hideLoading: true }, document.getElementById('docs'))\n`,
  ],
])
