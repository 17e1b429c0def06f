import type { EpochReport, FitProgress } from './model.ts'

/** Turns a plugin's epoch reports into progress with rate and remaining time. Epochs never go backwards. */
export function trackProgress(
  onProgress: ((progress: FitProgress) => void) | undefined,
  clock: () => number,
): (report: EpochReport) => void {
  const start = clock()
  let latest = 0
  let quality: number | undefined
  return (report) => {
    const elapsedMs = clock() - start
    latest = Math.max(latest, report.epoch)
    quality = report.quality ?? quality
    const share = report.epochs === 0 ? 1 : latest / report.epochs
    onProgress?.({
      epoch: latest,
      epochs: report.epochs,
      losses: report.losses,
      rowsPerSecond: elapsedMs > 0 ? (report.rowsProcessed * 1000) / elapsedMs : 0,
      elapsedMs,
      remainingMs: share > 0 ? (elapsedMs * (1 - share)) / share : 0,
      ...(quality !== undefined && { quality }),
    })
  }
}
