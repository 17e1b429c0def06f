import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTable } from '@tabricate/core/node'
import { cache } from '../harness/paths.ts'
import { numberAt, objectAt, parseObject } from '../harness/protocol.ts'
import { columnShare } from '../ours/column-share.ts'
import { runCommandLine } from '../ours/command-line.ts'
import { writeTrainingRows } from './judge-run.ts'
import { isPeer, runPeer } from './peer-synthesizers.ts'
import { type QualitySpec, runKey } from './quality-spec.ts'

/** A category whose share a good synthesizer keeps, for tables where one is watched. */
const watchedCategories: Readonly<Record<string, { readonly column: string; readonly value: string }>> = {
  adult: { column: 'income', value: '>50K' },
}

/** What training and sampling cost, and the share of the watched category. */
export interface TrainingFigures {
  readonly fitSeconds: number
  readonly sampleSeconds: number
  /** Of the whole process, which trained and sampled. */
  readonly peakMegabytes: number
  readonly share?: {
    readonly column: string
    readonly value: string
    readonly real: number
    readonly synthetic: number
  }
}

/**
 * Has the built command line, or a peer in Python, train on the judge's training rows and write as many synthetic ones as CSV. Neither is done again when
 * it is there.
 */
export async function trainRun(
  spec: QualitySpec,
): Promise<{ readonly csv: string; readonly figures: TrainingFigures }> {
  const folder = join(cache, 'quality')
  const csv = join(folder, `${runKey(spec)}.csv`)
  const figuresFile = join(folder, `${runKey(spec)}.json`)
  if (existsSync(figuresFile) && existsSync(csv))
    return { csv, figures: parseFigures(readFileSync(figuresFile, 'utf8')) }

  mkdirSync(folder, { recursive: true })
  const { model, options, seed, threads } = spec
  const training = await writeTrainingRows(spec.table)
  const { summary, peakMegabytes } = isPeer(model)
    ? await runPeer(model, training, csv, seed)
    : await runCommandLine([
        ...['synthesize', training, '--model', model, '--options', JSON.stringify(options)],
        ...['--seed', `${seed}`, '--threads', `${threads}`, '--output', csv, '--force'],
      ])
  const share = await watchedShare(spec.table, training, csv)
  const figures: TrainingFigures = {
    fitSeconds: numberAt(summary, 'fitMs') / 1000,
    sampleSeconds: numberAt(summary, 'sampleMs') / 1000,
    peakMegabytes,
    ...(share !== undefined && { share }),
  }
  // Renamed when complete: the file says that the training is finished.
  writeFileSync(`${figuresFile}.part`, JSON.stringify(figures))
  renameSync(`${figuresFile}.part`, figuresFile)
  return { csv, figures }
}

async function watchedShare(
  table: string,
  real: string,
  synthetic: string,
): Promise<TrainingFigures['share']> {
  const watched = watchedCategories[table]
  if (watched === undefined) return undefined
  const { column, value } = watched
  const shareOf = async (file: string) => columnShare(await readTable(file), column, value)
  return { ...watched, real: await shareOf(real), synthetic: await shareOf(synthetic) }
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
