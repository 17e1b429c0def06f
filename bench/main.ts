import { browser } from './browser/browser.ts'
import { cancel } from './cancel/cancel.ts'
import { conditions } from './conditions/conditions.ts'
import { constraints } from './constraints/constraints.ts'
import { report } from './evaluation/evaluation.ts'
import { everything } from './everything.ts'
import { formats } from './formats/formats.ts'
import { compare } from './harness/compare.ts'
import { limit } from './limit/limit.ts'
import { optimizer } from './optimizer/optimizer.ts'
import { environmentsOfPython } from './python/environments.ts'
import { quality } from './quality/quality.ts'
import { writeDocs } from './report/write-docs.ts'
import { server } from './server/server.ts'
import { scaling } from './size/scaling.ts'
import { estimates, size } from './size/size.ts'
import { threads } from './threads/threads.ts'
import { tune } from './tune/tune.ts'

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  browser,
  cancel,
  compare,
  conditions,
  constraints,
  estimates,
  formats,
  limit,
  optimizer,
  quality,
  scaling,
  size,
  threads,
  tune,
  report,
  server,
  docs: writeDocs,
  environments: environmentsOfPython,
  all,
}

/** Everything, one after the other: the better part of two days on two cores. What failed is named at the end, and missing in the tables. */
async function all(): Promise<void> {
  const failed: string[] = []
  for (const [name = '', ...args] of everything) {
    const words = [name, ...args].join(' ')
    console.log(`\n== ${words}`)
    try {
      await commands[name]?.(args)
    } catch (error) {
      failed.push(`${words}: ${error instanceof Error ? error.message : error}`)
    }
  }
  if (failed.length > 0) throw new Error(`Failed:\n${failed.join('\n')}`)
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
