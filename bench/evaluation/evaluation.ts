import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { coreTimes } from '../harness/core-times.ts'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { bench, judgePython } from '../harness/paths.ts'
import { type JsonObject, numberAt, objectAt, parseObject } from '../harness/protocol.ts'
import { adultFiles, type EvaluationFiles, millionFiles } from './evaluation-files.ts'
import { keepEvaluationResult, type SideFigures } from './evaluation-result.ts'

const run = promisify(execFile)
const pythonScript = join(bench, 'python', 'evaluation.py')

/** What is predicted, and the value that Python's metrics want as true. */
const [target, positive] = ['income', '>50K']

/** Scores of both sides must agree to this. */
const tolerance = 1e-9

/** `report`: the whole report of Adult beside SDMetrics' metrics, in turns, and of a million rows, each turn in a new process. */
export async function report(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string', default: 'adult,million' }, turns: { type: 'string', default: '3' } },
  })
  const asked = values.only.split(',')
  const turns = Number(values.turns)
  if (!Number.isSafeInteger(turns) || turns < 1) throw new Error('--turns takes a whole number from 1 on.')
  if (asked.includes('adult')) await measure('adult', await adultFiles(), turns, true)
  if (asked.includes('million')) await measure('million', await millionFiles(), turns, false)
}

async function measure(
  name: string,
  files: EvaluationFiles,
  turns: number,
  withPeer: boolean,
): Promise<void> {
  const commit = describeCommit()
  const [ours, peer]: [Turn[], Turn[]] = [[], []]
  for (let turn = 0; turn < turns; turn++) {
    ours.push(await measureOurs(files))
    if (withPeer) peer.push(await measurePeer(files))
    for (const [side, own] of [
      ['ours', ours],
      ['SDMetrics', peer],
    ] as const) {
      const last = own.at(-1)
      if (last === undefined) continue
      const parts = Object.entries(last.seconds).map(([part, taken]) => `${part} ${taken.toFixed(1)} s`)
      console.log(`  ${name}, ${side}: ${parts.join(', ')}; ${last.megabytes.toFixed(0)} MB`)
    }
  }
  ensureAgreement(ours[0], peer[0])
  const versions = withPeer ? (await run(judgePython(), [pythonScript, 'versions'])).stdout : '{}'
  keepEvaluationResult({
    name,
    machine: describeMachine(),
    versions: parseObject(versions, 'The versions'),
    commit,
    measuredAt: new Date().toISOString(),
    otherWork: Math.max(...ours.map((turn) => turn.otherWork)),
    rows: files.rows,
    remarks: ours[0]?.remarks ?? [],
    ours: gather(ours),
    peer: withPeer ? gather(peer) : null,
  })
}

interface Turn {
  readonly seconds: Readonly<Record<string, number>>
  readonly scores: JsonObject
  readonly processorSeconds: number
  readonly megabytes: number
  readonly remarks: readonly string[]
  readonly otherWork: number
}

async function measureOurs({ real, synthetic, holdout }: EvaluationFiles): Promise<Turn> {
  const before = coreTimes()
  const side = join(import.meta.dirname, 'evaluation-side.mjs')
  const { stdout } = await run(process.execPath, [side, real, synthetic, holdout, target])
  const after = coreTimes()
  const turn = readTurn(stdout, 'What our side said')
  const others = Math.max(0, after.busy - before.busy - turn.processorSeconds)
  return { ...turn, otherWork: others / Math.max(0.001, after.total - before.total) }
}

async function measurePeer({ real, synthetic, holdout }: EvaluationFiles): Promise<Turn> {
  const { stdout } = await run(judgePython(), [pythonScript, real, synthetic, holdout, target, positive])
  return readTurn(stdout, 'What SDMetrics said')
}

function readTurn(text: string, what: string): Turn {
  const reply = parseObject(text, what)
  const seconds = objectAt(reply, 'seconds')
  const { remarks } = reply
  return {
    seconds: Object.fromEntries(Object.keys(seconds).map((part) => [part, numberAt(seconds, part)])),
    scores: objectAt(reply, 'scores'),
    processorSeconds: numberAt(reply, 'processorSeconds'),
    megabytes: numberAt(reply, 'megabytes'),
    remarks: Array.isArray(remarks) ? remarks.map(String) : [],
    otherWork: 0,
  }
}

/** Both sides did the same work only if it came to the same. */
function ensureAgreement(ours: Turn | undefined, peer: Turn | undefined): void {
  if (ours === undefined || peer === undefined) return
  for (const score of ['quality', 'qualityAllPairs', 'diagnostic']) {
    const [own, other] = [numberAt(ours.scores, score), numberAt(peer.scores, score)]
    if (Math.abs(own - other) > tolerance)
      throw new Error(`The scores differ: ${score} is ${own}, of SDMetrics ${other}.`)
  }
}

function gather(turns: readonly Turn[]): SideFigures {
  const parts = Object.keys(turns[0]?.seconds ?? {})
  return {
    seconds: Object.fromEntries(
      parts.map((part) => [part, turns.map((turn) => turn.seconds[part] ?? Number.NaN)]),
    ),
    processorSeconds: turns.map((turn) => turn.processorSeconds),
    megabytes: turns.map((turn) => turn.megabytes),
    scores: turns[0]?.scores ?? {},
  }
}
