import { readReference } from '../quality/reference.ts'
import type { QualityRun } from '../quality/run-store.ts'

const head = [
  '| table | model | reference: score | seconds | ours: score | epochs | seed | seconds | commit |',
  '|---|---|---|---|---|---|---|---|---|',
]

/**
 * For every table and model with a reference, the quickest of our runs that is at least as good: trainings differ from the defaults by
 * their epochs at most.
 */
export function timeToQualitySection(runs: readonly QualityRun[]): string {
  const quickest = new Map<string, QualityRun>()
  for (const run of runs) {
    const { table, model, options } = run.spec
    const reference = readReference(table, model)
    if (reference === undefined || Object.keys(options).some((name) => name !== 'epochs')) continue
    if (run.judged.synthetic.new.score < reference.verdict.new.score) continue
    const best = quickest.get(`${table} ${model}`)
    if (best === undefined || run.trained.fitSeconds < best.trained.fitSeconds)
      quickest.set(`${table} ${model}`, run)
  }
  const lines = [...quickest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, run]) => line(run))
  return lines.length === 0 ? 'Not measured yet.' : [...head, ...lines].join('\n')
}

function line({ spec, commit, trained, judged }: QualityRun): string {
  const reference = readReference(spec.table, spec.model)
  const cells = [
    spec.table,
    spec.model,
    reference?.verdict.new.score.toFixed(3),
    reference?.fitSeconds.toFixed(0),
    judged.synthetic.new.score.toFixed(3),
    spec.options.epochs ?? 'default',
    spec.seed,
    `**${trained.fitSeconds.toFixed(0)}**`,
    `\`${commit}\``,
  ]
  return `| ${cells.join(' | ')} |`
}
