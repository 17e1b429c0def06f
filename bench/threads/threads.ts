import { parseArgs } from 'node:util'
import { type Contestant, openContestant } from '../harness/contestant.ts'
import { coreTimes } from '../harness/core-times.ts'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { numberAt } from '../harness/protocol.ts'
import { median } from '../harness/summary.ts'
import { adultTrainingFile } from '../harness/training-rows.ts'
import { type ThreadsFigures, threadsResult } from './threads-result.ts'

const stepsATurn = 65

/** `threads`: what a training gains from a second thread, and what two trainings of one thread side by side do in that time. Adult's rows. */
export async function threads(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { models: { type: 'string', default: 'ctgan,tvae' }, turns: { type: 'string', default: '3' } },
  })
  const turns = Number(values.turns)
  const csv = adultTrainingFile()
  const jobs = [openContestant('ours', 2), openContestant('ours', 2)] as const
  try {
    let rows = 0
    for (const job of jobs) rows = numberAt(await job.ask({ command: 'load', path: csv }), 'rows')
    const before = { ...coreTimes(), own: await ownSeconds(jobs) }
    const figures: ThreadsFigures[] = []
    for (const model of values.models.split(',')) {
      const figure = await measure(model, jobs, turns)
      figures.push(figure)
      const [one = 0, two = 0] = ['1', '2'].map((count) => median(figure.alone[count] ?? []))
      const both = median(figure.sideBySide.map(([a, b]) => 2 / (1 / a + 1 / b)))
      console.log(
        `${model}: ${one.toFixed(1)} ms a step with one thread, ${two.toFixed(1)} with two; ${both.toFixed(1)} in each of two jobs`,
      )
    }
    const after = { ...coreTimes(), own: await ownSeconds(jobs) }
    threadsResult.write({
      figures,
      rows,
      otherWork:
        Math.max(0, after.busy - before.busy - (after.own - before.own)) / (after.total - before.total),
      machine: describeMachine(),
      commit: describeCommit(),
      measuredAt: new Date().toISOString(),
    })
  } finally {
    for (const job of jobs) await job.close()
  }
}

async function ownSeconds(jobs: readonly Contestant[]): Promise<number> {
  let milliseconds = 0
  for (const job of jobs) milliseconds += numberAt(await job.ask({ command: 'processor' }), 'milliseconds')
  return milliseconds / 1000
}

/** One thread, two threads and two jobs in turn, so that a slower clock slows all. */
async function measure(
  model: string,
  [first, second]: readonly [Contestant, Contestant],
  turns: number,
): Promise<ThreadsFigures> {
  const step = async (job: Contestant, count: number) =>
    numberAt(
      await job.ask({
        command: 'steps',
        model,
        options: { validationFraction: 0 },
        threads: count,
        seed: 0,
        count: stepsATurn,
      }),
      'milliseconds',
    )
  const alone: Record<'1' | '2', number[]> = { 1: [], 2: [] }
  const sideBySide: [number, number][] = []
  for (let turn = 0; turn < turns; turn++) {
    alone[1].push(await step(first, 1))
    alone[2].push(await step(first, 2))
    sideBySide.push(await Promise.all([step(first, 1), step(second, 1)]))
  }
  return { model, alone, sideBySide }
}
