// `npm run demo`: from a fresh clone to a first synthetic table, with Node and npm alone.
import './require-node.mjs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

// Loaded after the version of Node was looked at.
const { root } = await import('./run.mjs')
const { setUp, tabricate } = await import('./set-up-and-run.mjs')

const real = join('examples', 'data', 'insurance.csv')
const synthetic = join('out', 'insurance-synthetic.csv')
const model = join('out', 'insurance.tabricate')
const report = join('out', 'insurance-report.json')
const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`

const start = performance.now()
await setUp()
console.log(`Making a synthetic version of ${real}:\n`)

await mkdir(join(root, 'out'), { recursive: true })
// Higher learning rates than the defaults: a few thousand steps are to show a result.
const network = '--set pac=5 --set generatorLr=1e-3 --set discriminatorLr=1e-3'
const settings = `--rows 2000 --model ctgan --epochs 150 ${network} --seed 1 --force`
const outputs = ['-o', synthetic, '--save', model, '--report', report]
const command = ['synthesize', real, ...settings.split(' '), ...outputs]
console.log(`$ tabricate ${command.join(' ')}`)
const exitCode = await tabricate(command)
if (exitCode !== 0) process.exit(exitCode)

const { quality, floor, ceiling } = JSON.parse(await readFile(join(root, report), 'utf8'))
const [header, ...rows] = (await readFile(join(root, synthetic), 'utf8')).split(/\r?\n/)
const score = ({ value }) => (value === null ? 'none' : value.toFixed(3))
console.log(`
${[header, ...rows.slice(0, 5)].map((line) => `  ${line}`).join('\n')}
  …

  synthetic rows   ${join(root, synthetic)}
  model            ${join(root, model)}
  report           ${join(root, report)}
  quality          ${score(quality.score)} of 1
                   floor ${score(floor.quality.score)}: every column shuffled by itself
                   ceiling ${ceiling === null ? 'none' : score(ceiling.quality.score)}: real rows that the model has not seen

More rows:         node packages/cli/dist/bin.js sample ${model} --rows 5 --where smoker=yes
Your own table:    node packages/cli/dist/bin.js synthesize your.csv -o synthetic.csv --report report.json
All commands:      node packages/cli/dist/bin.js --help

Done in ${seconds(start)}.`)
