import { canonicalJson } from './quality-spec.ts'
import type { QualityRun } from './run-store.ts'

/** Runs that differ by their seed only. Never empty. */
export interface RunGroup {
  readonly newest: QualityRun
  readonly runs: readonly QualityRun[]
}

/** Groups by table, model and options; of each group only the runs of the code and threads that ran last are kept. */
export function groupRuns(runs: readonly QualityRun[]): readonly RunGroup[] {
  const groups = new Map<string, QualityRun[]>()
  for (const run of runs) {
    const { table, model, options } = run.spec
    const key = [table, model, canonicalJson(options)].join(' ')
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return [...groups.values()].flatMap((group) => {
    const newest = group.toSorted((a, b) => (a.measuredAt < b.measuredAt ? 1 : -1))[0]
    if (newest === undefined) return []
    const alike = group.filter(
      ({ spec }) => spec.code === newest.spec.code && spec.threads === newest.spec.threads,
    )
    return [{ newest, runs: alike.toSorted((a, b) => a.spec.seed - b.spec.seed) }]
  })
}
