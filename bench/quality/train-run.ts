import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openContestant } from '../harness/contestant.ts'
import { cache } from '../harness/paths.ts'
import { numberAt, objectAt, parseObject } from '../harness/protocol.ts'
import { writeTrainingRows } from './judge-run.ts'
import { type QualitySpec, runKey } from './quality-spec.ts'

/** A category whose share a good synthesizer keeps, for tables where one is watched. */
const watchedCategories: Readonly<Record<string, { readonly column: string; readonly value: string }>> = {
  adult: { column: 'income', value: '>50K' },
}

/** What training and sampling cost, and the share of the watched category. */
export interface TrainingFigures {
  readonly fitSeconds: number
  readonly sampleSeconds: number
  readonly peakMegabytes: number
  readonly share?: {
    readonly column: string
    readonly value: string
    readonly real: number
    readonly synthetic: number
  }
}

/** Trains on the judge's training rows and writes as many synthetic ones as CSV. Neither is done again when it is there. */
export async function trainRun(
  spec: QualitySpec,
  { verbose }: { readonly verbose: boolean },
): Promise<{ readonly csv: string; readonly figures: TrainingFigures }> {
  const folder = join(cache, 'quality')
  const csv = join(folder, `${runKey(spec)}.csv`)
  const figuresFile = join(folder, `${runKey(spec)}.json`)
  if (existsSync(figuresFile) && existsSync(csv))
    return { csv, figures: parseFigures(readFileSync(figuresFile, 'utf8')) }

  mkdirSync(folder, { recursive: true })
  const { model, options, seed, threads } = spec
  const contestant = openContestant('ours', threads)
  try {
    const { rows } = await contestant.ask({ command: 'load', path: await writeTrainingRows(spec.table) })
    const fit = await contestant.ask({ command: 'fit', model, options, seed, threads, verbose })
    const memory = await contestant.ask({ command: 'memory' })
    const sample = await contestant.ask({ command: 'sample', rows: Number(rows), seed })
    await contestant.ask({ command: 'write', path: csv })
    const watched = watchedCategories[spec.table]
    const share = watched === undefined ? undefined : await contestant.ask({ command: 'share', ...watched })
    const figures: TrainingFigures = {
      fitSeconds: numberAt(fit, 'milliseconds') / 1000,
      sampleSeconds: numberAt(sample, 'milliseconds') / 1000,
      peakMegabytes: numberAt(memory, 'megabytes'),
      ...(watched !== undefined &&
        share !== undefined && {
          share: { ...watched, real: numberAt(share, 'real'), synthetic: numberAt(share, 'synthetic') },
        }),
    }
    // Renamed when complete: the file says that the training is finished.
    writeFileSync(`${figuresFile}.part`, JSON.stringify(figures))
    renameSync(`${figuresFile}.part`, figuresFile)
    return { csv, figures }
  } finally {
    await contestant.close()
  }
}

function parseFigures(text: string): TrainingFigures {
  const object = parseObject(text, "A training's figures")
  const share = 'share' in object ? objectAt(object, 'share') : undefined
  return {
    fitSeconds: numberAt(object, 'fitSeconds'),
    sampleSeconds: numberAt(object, 'sampleSeconds'),
    peakMegabytes: numberAt(object, 'peakMegabytes'),
    ...(share !== undefined && {
      share: {
        column: String(share.column),
        value: String(share.value),
        real: numberAt(share, 'real'),
        synthetic: numberAt(share, 'synthetic'),
      },
    }),
  }
}
