import type { RunGroup } from './group-runs.ts'
import type { Frame, Scores, Verdict } from './judge-run.ts'
import { isPeer } from './peer-synthesizers.ts'
import type { Reference } from './reference.ts'
import type { QualityRun } from './run-store.ts'

/** One line of the table: a figure of the floor, the reference, our runs, the ceiling. */
interface Line {
  readonly title: string
  readonly digits: number
  readonly floor?: number | undefined
  readonly reference?: number | undefined
  readonly ours: readonly number[]
  readonly ceiling?: number | undefined
}

/** A Markdown table of one group of runs beside what they are to be measured against. */
export function qualityTable({ newest, runs }: RunGroup, reference: Reference | undefined): string {
  const lines = [
    ...scoreLines(newest.judged, reference, runs),
    ...efficacyLines(newest.judged, reference, runs),
    ...privacyLines(reference, runs),
    ...shareLines(newest, runs),
    ...costLines(reference, runs),
  ]
  const seeds = runs.map(({ spec }) => spec.seed)
  const whose = isPeer(newest.spec.model) ? newest.spec.model : 'ours'
  const head = `| | floor | reference | ${whose} (${seeds.length === 1 ? 'seed' : 'mean of seeds'} ${seeds.join(', ')}) | ceiling |`
  return [head, '|---|---|---|---|---|', ...lines.map(formatLine)].join('\n')
}

function scoreLines(frame: Frame, reference: Reference | undefined, runs: readonly QualityRun[]): Line[] {
  const line = (title: string, read: (scores: Scores) => number): Line => ({
    title,
    digits: 3,
    floor: read(frame.floor),
    reference: reference && read(reference.verdict),
    ours: runs.map((run) => read(run.judged.synthetic)),
    ceiling: read(frame.ceiling),
  })
  return [
    line('**quality, new scoring**', (scores) => scores.new.score),
    line('column shapes', (scores) => scores.new.shapes),
    line('column pair trends', (scores) => scores.new.trends),
    line('quality, all pairs', (scores) => scores.all_pairs.score),
  ]
}

function efficacyLines(frame: Frame, reference: Reference | undefined, runs: readonly QualityRun[]): Line[] {
  return Object.entries(frame.trtr).map(([name, ceiling]) => ({
    title: `train on synthetic, test on real: ${name}`,
    digits: 3,
    reference: reference?.verdict.tstr[name],
    ours: runs.map(({ judged }) => judged.synthetic.tstr[name] ?? Number.NaN),
    ceiling,
  }))
}

function privacyLines(reference: Reference | undefined, runs: readonly QualityRun[]): Line[] {
  const line = (title: string, read: (verdict: Verdict) => number, ceiling?: number): Line => ({
    title,
    digits: 3,
    reference: reference && read(reference.verdict),
    ours: runs.map(({ judged }) => read(judged.synthetic)),
    ceiling,
  })
  return [
    line('detection AUC (.5 best)', (verdict) => verdict.detection_auc, 0.5),
    line('share nearer to training than to holdout (.5 best)', (verdict) => verdict.privacy.dcr_share, 0.5),
    line('half of its 95 % interval', (verdict) => verdict.privacy.dcr_share_ci95),
    line(
      'copies of training rows',
      (verdict) => verdict.privacy.copies,
      runs[0]?.judged.synthetic.privacy.copies_holdout,
    ),
  ]
}

function shareLines(newest: QualityRun, runs: readonly QualityRun[]): Line[] {
  const watched = newest.trained.share
  if (watched === undefined) return []
  return [
    {
      title: `share of \`${watched.column}\` = \`${watched.value}\` (real: ceiling)`,
      digits: 3,
      ours: runs.map(({ trained }) => trained.share?.synthetic ?? Number.NaN),
      ceiling: watched.real,
    },
  ]
}

function costLines(reference: Reference | undefined, runs: readonly QualityRun[]): Line[] {
  return [
    {
      title: 'fit, seconds',
      digits: 0,
      reference: reference?.fitSeconds,
      ours: runs.map(({ trained }) => trained.fitSeconds),
    },
    {
      title: 'sampling as many rows, seconds',
      digits: 1,
      ours: runs.map(({ trained }) => trained.sampleSeconds),
    },
    {
      title: 'peak memory, MB',
      digits: 0,
      reference: reference?.peakMegabytes,
      ours: runs.map(({ trained }) => trained.peakMegabytes),
    },
  ]
}

function formatLine({ title, digits, floor, reference, ours, ceiling }: Line): string {
  const cell = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(digits))
  const mean = ours.reduce((sum, value) => sum + value, 0) / ours.length
  const spread = ours.length > 1 ? ` (${cell(Math.min(...ours))}–${cell(Math.max(...ours))})` : ''
  return `| ${title} | ${cell(floor)} | ${cell(reference)} | ${cell(mean)}${spread} | ${cell(ceiling)} |`
}
