import type { Study, Trial } from '@tabricate/optimizer'
import type { Io } from '../io.ts'
import { formatTextTable, printable } from '../text-table.ts'

/** Shows trials on standard error while they run: a table that changes on a terminal, else a line for each one that ends. */
export interface TrialDisplay {
  show(trial: Trial, study: Study): void
  /** Takes the table away. */
  stop(): void
}

/** Trials of the live table: the newest. */
const shownTrials = 15
const redrawIntervalMs = 120
const eraseLine = '\x1b[2K'

export function createTrialDisplay(
  { stderr, clock }: Pick<Io, 'stderr' | 'clock'>,
  quiet: boolean,
): TrialDisplay {
  if (quiet) return { show: () => {}, stop: () => {} }
  return stderr.isTTY === true ? liveTable({ stderr, clock }) : lines(stderr)
}

function liveTable({ stderr, clock }: Pick<Io, 'stderr' | 'clock'>): TrialDisplay {
  let drawnLines = 0
  let lastMs = -Infinity
  const erase = () => {
    if (drawnLines > 0) stderr.write(`${`\x1b[1A${eraseLine}`.repeat(drawnLines)}\r`)
    drawnLines = 0
  }
  return {
    show(trial, study) {
      // A report is worth a redraw now and then; a beginning or an end always.
      if (trial.state === 'running' && trial.reports.length > 0 && clock() - lastMs < redrawIntervalMs) return
      lastMs = clock()
      erase()
      const text = formatTrials(study, stderr.columns ?? 80, shownTrials)
      stderr.write(`${text}\n`)
      drawnLines = text.split('\n').length
    },
    stop: erase,
  }
}

function lines(stderr: Io['stderr']): TrialDisplay {
  return {
    show(trial, study) {
      if (trial.state === 'running') return
      const parameters = Object.entries(trial.parameters).map(
        ([name, value]) => `${name} ${formatValue(value)}`,
      )
      stderr.write(
        `${printable(`trial ${trial.number} ${describeEnd(trial, study)} · ${parameters.join(', ')}`)}\n`,
      )
    },
    stop: () => {},
  }
}

function describeEnd(trial: Trial, { metrics }: Study): string {
  const name = metrics[0]?.name ?? 'value'
  switch (trial.state) {
    case 'complete':
      return `complete: ${name} ${formatValue(trial.values?.[0])}`
    case 'pruned':
      return `pruned after epoch ${trial.reports.at(-1)?.step ?? 0}: ${formatValue(trial.reports.at(-1)?.value)}`
    case 'failed':
      return `failed: ${trial.error ?? ''}`
    case 'running':
      return 'running'
    default:
      return trial.state satisfies never
  }
}

/** Trials as a table, the best marked by `*`; no line is wider than `columns`. `newest`: at most so many. */
export function formatTrials(study: Study, columns: number, newest = Infinity): string {
  const { trials, metrics, searchSpace } = study
  const names = searchSpace.dimensions.map(({ name }) => name)
  const best = study.best()
  const metric = metrics[0]?.name ?? 'value'
  const shown = newest < trials.length ? trials.slice(-newest) : trials
  const table = formatTextTable(
    [
      { title: 'trial', align: 'right' },
      { title: '' },
      { title: 'state' },
      { title: 'epoch', align: 'right' },
      { title: 'on the way', align: 'right' },
      { title: metric, align: 'right' },
      ...names.map((name) => ({ title: name, align: 'right' as const })),
    ],
    shown.map((trial) => [
      `${trial.number}`,
      trial.number === best?.number ? '*' : '',
      trial.state,
      `${trial.reports.at(-1)?.step ?? ''}`,
      formatValue(trial.reports.at(-1)?.value),
      formatValue(trial.values?.[0]),
      ...names.map((name) => formatValue(trial.parameters[name])),
    ]),
  )
  return table
    .split('\n')
    .map((line) => line.slice(0, columns))
    .join('\n')
}

function formatValue(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value)
  return Number.isInteger(value) ? `${value}` : `${Number(value.toPrecision(4))}`
}
