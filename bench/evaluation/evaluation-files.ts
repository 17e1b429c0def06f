import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { openContestant } from '../harness/contestant.ts'
import { cache } from '../harness/paths.ts'
import { adultHoldoutFile, adultTrainingFile } from '../harness/training-rows.ts'
import type { EvaluationRows } from './evaluation-result.ts'

/** Three CSV files to be judged. */
export interface EvaluationFiles {
  readonly real: string
  readonly synthetic: string
  readonly holdout: string
  readonly rows: EvaluationRows
}

const adultRows: EvaluationRows = { real: 32_561, synthetic: 32_561, holdout: 16_281 }
const millionRows: EvaluationRows = { real: 1_000_000, synthetic: 1_000_000, holdout: 250_000 }

/** Adult's training rows and holdout, and as many rows of a TVAE trained for five epochs. */
export async function adultFiles(): Promise<EvaluationFiles> {
  const synthetic = join(cache, 'evaluation', 'adult-synthetic.csv')
  await drawRows([[synthetic, adultRows.synthetic]])
  return { real: adultTrainingFile(), synthetic, holdout: adultHoldoutFile(), rows: adultRows }
}

/** Tables of a million rows: there is no such real one to be passed on, so all three are rows of that TVAE. */
export async function millionFiles(): Promise<EvaluationFiles> {
  const fileOf = (name: string) => join(cache, 'evaluation', `million-${name}.csv`)
  const [real, synthetic, holdout] = [fileOf('real'), fileOf('synthetic'), fileOf('holdout')]
  await drawRows([
    [real, millionRows.real],
    [synthetic, millionRows.synthetic],
    [holdout, millionRows.holdout],
  ])
  return { real, synthetic, holdout, rows: millionRows }
}

/** Writes files that do not exist yet, each of other rows. */
async function drawRows(wanted: readonly (readonly [file: string, rows: number])[]): Promise<void> {
  if (wanted.every(([file]) => existsSync(file))) return
  mkdirSync(join(cache, 'evaluation'), { recursive: true })
  const ours = openContestant('ours', 1)
  try {
    await ours.ask({ command: 'load', path: adultTrainingFile() })
    await ours.ask({ command: 'fit', model: 'tvae', threads: 1, seed: 0, options: { epochs: 5 } })
    for (const [seed, [file, rows]] of wanted.entries()) {
      await ours.ask({ command: 'sample', rows, seed })
      await ours.ask({ command: 'write', path: `${file}.part.csv` })
      renameSync(`${file}.part.csv`, file)
    }
  } finally {
    await ours.close()
  }
}
