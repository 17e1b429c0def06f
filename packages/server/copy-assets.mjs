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
cpSync(join(redoc, 'bundles', 'redoc.standalone.js'), join(assets, 'redoc.standalone.js'))
cpSync(join(redoc, 'LICENSE'), join(assets, 'redoc.LICENSE.txt'))

const built = join(dirname(require.resolve('@tabricate/console/package.json')), 'dist')
cpSync(built, join(assets, 'console'), { recursive: true })
const consoleFiles = join(assets, 'console', 'assets')
for (const name of readdirSync(consoleFiles))
  writeFileSync(
    join(consoleFiles, `${name}.gz`),
    gzipSync(readFileSync(join(consoleFiles, name)), { level: 9 }),
  )
