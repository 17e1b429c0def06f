import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bench, judgePython } from '../harness/paths.ts'
import { numberAt, parseObject } from '../harness/protocol.ts'
import type { CommandLineRun } from '../ours/command-line.ts'

/** Models of Python that stand beside ours in `quality`: `python-cart`, `python-arf`. See the script. */
const prefix = 'python-'
const script = join(bench, 'python', 'synthesizers.py')

export function isPeer(model: string): boolean {
  return model.startsWith(prefix)
}

/** What their tables depend on besides the seed, versions of packages aside: these are pinned. */
export function peerCodeHash(): string {
  return createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 8)
}

/** Learns the rows of one CSV file, and writes as many to the other, at one thread. */
export async function runPeer(
  model: string,
  training: string,
  target: string,
  seed: number,
): Promise<CommandLineRun> {
  const { stdout } = await promisify(execFile)(
    judgePython(),
    [script, model.slice(prefix.length), training, target, `${seed}`],
    { env: { ...process.env, OMP_NUM_THREADS: '1' }, maxBuffer: 1 << 26 },
  )
  const summary = parseObject(stdout, `What ${model} said`)
  return { summary, peakMegabytes: numberAt(summary, 'peakMegabytes') }
}
