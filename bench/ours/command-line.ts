import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bench, repository } from '../harness/paths.ts'
import { type JsonObject, parseObject } from '../harness/protocol.ts'

const packageOf = (name: string) => join(repository, 'packages', name, 'dist')

/** What the built command line said in the end, and the most memory that its process took. */
export interface CommandLineRun {
  readonly summary: JsonObject
  readonly peakMegabytes: number
}

/** Runs the built `tabricate` to its end with `--json`. Rejects when its exit code is not 0. */
export async function runCommandLine(args: readonly string[]): Promise<CommandLineRun> {
  const folder = mkdtempSync(join(tmpdir(), 'tabricate-bench-'))
  const memoryFile = join(folder, 'memory')
  try {
    const child = spawn(
      process.execPath,
      [
        '--import',
        join(bench, 'ours', 'report-memory.mjs'),
        join(packageOf('cli'), 'bin.js'),
        ...args,
        '--json',
      ],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, TABRICATE_BENCH_MEMORY: memoryFile },
      },
    )
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    if (code !== 0) throw new Error(`tabricate ${args.join(' ')} ended with exit code ${code}.`)
    return {
      summary: parseObject(output, 'What the command line printed'),
      peakMegabytes: Number(readFileSync(memoryFile, 'utf8')),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Hash of the built code that learns and draws with `model`: the library, the engine, and the model's package where it has one. */
export function builtCodeHash(model: string): string {
  const hash = createHash('sha256')
  for (const name of ['core', 'nn', `models-${model}`]) {
    for (const file of builtFiles(packageOf(name))) hash.update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 8)
}

/** Scripts in a package's `dist`, in the order of their names; none where there is no such package. */
function builtFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .toSorted()
      .map((file) => join(folder, file))
  } catch {
    return []
  }
}
