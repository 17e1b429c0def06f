import type { FitProgress } from '@tabricate/core'
import cliProgress from 'cli-progress'
import { formatDuration } from './format-duration.ts'
import type { Io } from './io.ts'

/** How far a piece of work has come. */
export interface ProgressStatus {
  readonly title: string
  readonly done: number
  readonly total: number
  /** Of `done` and `total`, in the plural. */
  readonly unit: string
  /** Rate, losses, remaining time … */
  readonly details: readonly string[]
}

/** Shows progress on standard error: a bar on a terminal, else a line every ten seconds. */
export interface ProgressDisplay {
  show(status: ProgressStatus): void
  /** Takes the bar away. */
  stop(): void
}

const silent: ProgressDisplay = { show: () => {}, stop: () => {} }

export function createProgressDisplay(
  { stderr, clock }: Pick<Io, 'stderr' | 'clock'>,
  quiet: boolean,
): ProgressDisplay {
  if (quiet) return silent
  return stderr.isTTY === true ? createBar(stderr) : createLines({ stderr, clock })
}

function createBar(stderr: Io['stderr']): ProgressDisplay {
  const bar = new cliProgress.SingleBar({
    stream: stderr,
    format: '{title} {bar} {percentage} % · {count}',
    barsize: 20,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    fps: 8,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  })
  let started = false
  return {
    show(status) {
      const { title, done, total } = status
      const payload = { title, count: formatCount(status) }
      if (started) bar.setTotal(total)
      else bar.start(total, done, payload)
      started = true
      bar.update(done, payload)
    },
    stop: () => bar.stop(),
  }
}

const lineIntervalMs = 10_000

function createLines({ stderr, clock }: Pick<Io, 'stderr' | 'clock'>): ProgressDisplay {
  let lastMs = clock()
  return {
    show(status) {
      if (clock() - lastMs < lineIntervalMs) return
      lastMs = clock()
      stderr.write(`${status.title} ${formatCount(status)}\n`)
    },
    stop: () => {},
  }
}

/** `12/300 epochs · 4,512 rows/s · 3 min 05 s left`. */
function formatCount({ done, total, unit, details }: ProgressStatus): string {
  return [`${done.toLocaleString('en')}/${total.toLocaleString('en')} ${unit}`, ...details].join(' · ')
}

/** The status of a fit. */
export function trainingStatus({
  epoch,
  epochs,
  losses,
  rowsPerSecond,
  remainingMs,
  quality,
}: FitProgress): ProgressStatus {
  return {
    title: 'training',
    done: epoch,
    total: epochs,
    unit: 'epochs',
    details: [
      ...Object.entries(losses).map(([name, loss]) => `${name} ${loss.toFixed(3)}`),
      ...(quality === undefined ? [] : [`quality ${quality.toFixed(3)}`]),
      `${Math.round(rowsPerSecond).toLocaleString('en')} rows/s`,
      `${formatDuration(remainingMs)} left`,
    ],
  }
}
