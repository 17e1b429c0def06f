import { readFileSync } from 'node:fs'
import { referenceQualityFile } from '../harness/paths.ts'
import { isJsonObject, numberAt, parseObject } from '../harness/protocol.ts'
import { readVerdict, type Verdict } from './judge-run.ts'

/** Quality of the reference implementation's model of the same name, judged alike. */
export interface Reference {
  readonly verdict: Verdict
  readonly fitSeconds: number
  readonly peakMegabytes: number
}

/** The reference's figures for a table and a model, where they are known. */
export function readReference(table: string, model: string): Reference | undefined {
  const { tables } = parseObject(readFileSync(referenceQualityFile, 'utf8'), referenceQualityFile)
  const ofTable = isJsonObject(tables) ? tables[table] : undefined
  const ofModel = isJsonObject(ofTable) ? ofTable[model] : undefined
  if (!isJsonObject(ofModel)) return undefined
  return {
    verdict: readVerdict(ofModel),
    fitSeconds: numberAt(ofModel, 'fit_seconds'),
    peakMegabytes: numberAt(ofModel, 'peak_mb'),
  }
}
