import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { cache, judgePython, judgeScript } from '../harness/paths.ts'
import { type JsonObject, numberAt, objectAt, parseObject } from '../harness/protocol.ts'

/** SDMetrics' quality report in one scoring: 1 = as real. */
export interface QualityScore {
  readonly score: number
  readonly shapes: number
  readonly trends: number
}

/** SDMetrics 0.32's own scoring (weak real correlations left out), and the older one of all pairs. */
export interface Scores {
  readonly new: QualityScore
  readonly all_pairs: QualityScore
}

/** Scores on the holdout by name: `f1`, `auc`, `f1_macro` or `r2`. */
export type Efficacy = Readonly<Record<string, number>>

/** What the judge says of a synthetic table. */
export interface Verdict extends Scores {
  readonly tstr: Efficacy
  /** Area under the curve of a classifier that tells real from synthetic: .5 is best. */
  readonly detection_auc: number
  readonly privacy: {
    readonly dcr_share: number
    readonly dcr_share_ci95: number
    readonly copies: number
    readonly copies_holdout: number
  }
}

/** What every synthetic table is to be measured against: columns shuffled on their own, and the holdout. */
export interface Frame {
  readonly floor: Scores
  readonly ceiling: Scores
  readonly trtr: Efficacy
}

export type Judged = Frame & { readonly synthetic: Verdict }

/** Throws when there is no judge, which is better known before hours of training. */
export function assertJudge(): void {
  judgePython()
  judgeScript()
}

/** Has the judge compare the synthetic table of `csv` with the real one. */
export async function judgeRun(table: string, csv: string): Promise<Judged> {
  const json = `${csv}.judged.json`
  await runJudge(table, csv, '--json', json)
  const object = parseObject(readFileSync(json, 'utf8'), 'The verdict')
  return { ...readFrame(object), synthetic: readVerdict(objectAt(object, 'synthetic', basename(csv))) }
}

/** A CSV file of the rows that the judge wants trained on. */
export async function writeTrainingRows(table: string): Promise<string> {
  const folder = join(cache, 'quality')
  const file = join(folder, `${table}-train.csv`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  await runJudge(table, '--train', `${file}.part`)
  renameSync(`${file}.part`, file)
  return file
}

export function readFrame(object: JsonObject): Frame {
  return {
    floor: readScores(objectAt(object, 'floor')),
    ceiling: readScores(objectAt(object, 'ceiling')),
    trtr: readEfficacy(objectAt(object, 'trtr')),
  }
}

export function readVerdict(object: JsonObject): Verdict {
  const privacy = objectAt(object, 'privacy')
  return {
    ...readScores(object),
    tstr: readEfficacy(objectAt(object, 'tstr')),
    detection_auc: numberAt(object, 'detection_auc'),
    privacy: {
      dcr_share: numberAt(privacy, 'dcr_share'),
      dcr_share_ci95: numberAt(privacy, 'dcr_share_ci95'),
      copies: numberAt(privacy, 'copies'),
      copies_holdout: numberAt(privacy, 'copies_holdout'),
    },
  }
}

function readScores(object: JsonObject): Scores {
  return { new: readScore(objectAt(object, 'new')), all_pairs: readScore(objectAt(object, 'all_pairs')) }
}

function readScore(object: JsonObject): QualityScore {
  return {
    score: numberAt(object, 'score'),
    shapes: numberAt(object, 'shapes'),
    trends: numberAt(object, 'trends'),
  }
}

function readEfficacy(object: JsonObject): Efficacy {
  return Object.fromEntries(Object.keys(object).map((name) => [name, numberAt(object, name)]))
}

async function runJudge(...args: string[]): Promise<void> {
  await promisify(execFile)(judgePython(), [judgeScript(), ...args], { maxBuffer: 1 << 26 })
}
