import { cancel } from './cancel/cancel.ts'
import { conditions } from './conditions/conditions.ts'
import { report } from './evaluation/evaluation.ts'
import { formats } from './formats/formats.ts'
import { compare } from './harness/compare.ts'
import { optimizer } from './optimizer/optimizer.ts'
import { quality } from './quality/quality.ts'
import { writeDocs } from './report/write-docs.ts'
import { server } from './server/server.ts'
import { size } from './size/size.ts'
import { tune } from './tune/tune.ts'

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  cancel,
  compare,
  conditions,
  formats,
  optimizer,
  quality,
  size,
  tune,
  report,
  server,
  docs: writeDocs,
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (command === undefined) {
  console.error(`Give one of these commands: ${Object.keys(commands).join(', ')}. See bench/README.md.`)
  process.exitCode = 1
} else {
  try {
    await command(args)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
