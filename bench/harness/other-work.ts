import type { Contestant } from './contestant.ts'
import { coreTimes } from './core-times.ts'
import { numberAt } from './protocol.ts'

/**
 * Runs `work` of our contestant, and says which share of all cores' time other processes took meanwhile, from 0 to 1.
 * Above a few percent the machine was not quiet, and two threads that wait for each other suffer most.
 */
export async function watchOtherWork<Result>(
  contestant: Contestant,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly otherWork: number }> {
  const own = async (): Promise<number> =>
    numberAt(await contestant.ask({ command: 'processor' }), 'milliseconds')
  const before = { own: await own(), ...coreTimes() }
  const result = await work()
  const after = { own: await own(), ...coreTimes() }
  const others = after.busy - before.busy - (after.own - before.own) / 1000
  return { result, otherWork: Math.max(0, others) / (after.total - before.total) }
}
