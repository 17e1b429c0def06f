// Swagger UI, ReDoc and the web console are served from this package: their bundles are copied into it when it is built.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const require = createRequire(import.meta.url)
const assets = join(import.meta.dirname, 'assets')
rmSync(assets, { recursive: true, force: true })
mkdirSync(assets)

const swaggerUi = dirname(require.resolve('swagger-ui-dist/package.json'))
for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'LICENSE']) {
  cpSync(join(swaggerUi, name), join(assets, name === 'LICENSE' ? 'swagger-ui.LICENSE.txt' : name))
}
const redoc = dirname(require.resolve('redoc/package.json'))
// It would ask another host for a logo, wherever its page is opened: an empty picture stands in its place.
const logo = 'https://cdn.redoc.ly/redoc/logo-mini.svg'
const program = readFileSync(join(redoc, 'bundles', 'redoc.standalone.js'), 'utf8')
if (!program.includes(logo)) throw new Error(`ReDoc has no ${logo} any more: see what it loads instead.`)
const emptyPicture = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
writeFileSync(join(assets, 'redoc.standalone.js'), program.replaceAll(logo, emptyPicture))
cpSync(join(redoc, 'LICENSE'), join(assets, 'redoc.LICENSE.txt'))

const built = join(dirname(require.resolve('@tabricate/console/package.json')), 'dist')
cpSync(built, join(assets, 'console'), { recursive: true })
const consoleFiles = join(assets, 'console', 'assets')
for (const name of readdirSync(consoleFiles))
  writeFileSync(
    join(consoleFiles, `${name}.gz`),
    gzipSync(readFileSync(join(consoleFiles, name)), { level: 9 }),
  )
