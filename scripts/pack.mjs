// `npm run pack`: every published package as the file that npm would get, for projects outside this clone. Into out/packages, or the folder named.
import './require-node.mjs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const { pnpm, root } = await import('./run.mjs')
const { build, install } = await import('./setup.mjs')

const folder = resolve(process.argv[2] ?? join(root, 'out', 'packages'))
await install()
await build()
await mkdir(folder, { recursive: true })
// The console is part of the server package.
const filters = ['--filter', './packages/*', '--filter', '!@tabricate/console']
await pnpm(['-r', ...filters, 'pack', '--pack-destination', folder], { quiet: true })
console.log(`Packed. In a project of yours: npm install ${join(folder, '*.tgz')}`)
