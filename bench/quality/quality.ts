import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { describeMachine } from '../harness/machine.ts'
import { parseObject } from '../harness/protocol.ts'
import { groupRuns } from './group-runs.ts'
import { assertJudge, judgeRun } from './judge-run.ts'
import { describeCode, type QualitySpec, runKey } from './quality-spec.ts'
import { qualityTable } from './quality-table.ts'
import { readReference } from './reference.ts'
import { readRun, readRuns, writeRun } from './run-store.ts'
import { trainRun } from './train-run.ts'

/** `quality`: trains ours, has the synthetic table judged, and skips what is done. Options in bench/README.md. */
export async function quality(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      table: { type: 'string', default: 'adult' },
      model: { type: 'string', default: 'ctgan' },
      seeds: { type: 'string', default: '0,1,2' },
      options: { type: 'string', default: '{}' },
      threads: { type: 'string', default: `${availableParallelism()}` },
    },
  })
  const { table, model } = values
  const code = describeCode(model)
  const options = parseObject(values.options, '--options')
  const threads = wholeNumber(values.threads, '--threads')
  const specs = values.seeds.split(',').map(
    (seed): QualitySpec => ({
      table,
      model,
      options,
      seed: wholeNumber(seed, '--seeds'),
      threads,
      code: code.hash,
    }),
  )

  assertJudge()
  for (const spec of specs) {
    const key = runKey(spec)
    if (readRun(key) !== undefined) {
      console.log(`${key}: done before`)
      continue
    }
    console.log(`${key}: training`)
    const { csv, figures } = await trainRun(spec)
    console.log(`${key}: trained in ${figures.fitSeconds.toFixed(0)} s, judging`)
    const judged = await judgeRun(table, csv)
    writeRun({
      spec,
      commit: code.commit,
      measuredAt: new Date().toISOString(),
      machine: describeMachine(),
      trained: figures,
      judged,
    })
  }

  const keys = new Set(specs.map(runKey))
  const [group] = groupRuns(readRuns().filter((run) => keys.has(runKey(run.spec))))
  if (group !== undefined) console.log(`\n${qualityTable(group, readReference(table, model))}`)
}

function wholeNumber(text: string, what: string): number {
  const value = Number(text)
  if (text === '' || !Number.isSafeInteger(value))
    throw new Error(`${what} must hold whole numbers, not "${text}".`)
  return value
}
