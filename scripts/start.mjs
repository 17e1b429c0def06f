// `npm start`: from a fresh clone to the running platform, with Node and npm alone. Arguments go to `tabricate serve`.
import './require-node.mjs'

const { setUp, tabricate } = await import('./set-up-and-run.mjs')

await setUp()
process.exit(await tabricate(['serve', ...process.argv.slice(2)]))
