import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { browserResult } from '../browser/browser-result.ts'
import { readCancelResults } from '../cancel/cancel-result.ts'
import { readConditionsResults } from '../conditions/conditions-result.ts'
import { readEvaluationResults } from '../evaluation/evaluation-result.ts'
import { formatsResult } from '../formats/formats-result.ts'
import { repository } from '../harness/paths.ts'
import { readResults } from '../harness/results.ts'
import { limitResult } from '../limit/limit-result.ts'
import { readOptimizerResults } from '../optimizer/optimizer-result.ts'
import { readRecordedCurves } from '../optimizer/recorded-curves.ts'
import { groupRuns } from '../quality/group-runs.ts'
import { readRuns } from '../quality/run-store.ts'
import { readServerResult } from '../server/server-result.ts'
import { readScalingResults, readSizeResults } from '../size/size-result.ts'
import { threadsResult } from '../threads/threads-result.ts'
import { readTuneResults } from '../tune/tune-result.ts'
import { browserSection } from './browser-section.ts'
import { cancelSection } from './cancel-section.ts'
import { comparisonSection } from './comparison-section.ts'
import { conditionsSection } from './conditions-section.ts'
import { evaluationSection } from './evaluation-section.ts'
import { formatsSection } from './formats-section.ts'
import { limitSection } from './limit-section.ts'
import { optimizerSection } from './optimizer-section.ts'
import { qualitySection } from './quality-section.ts'
import { replaceSection } from './replace-section.ts'
import { serverSection } from './server-section.ts'
import { estimatesSection, scalingSection, sizeSection } from './size-section.ts'
import { threadsSection } from './threads-section.ts'
import { timeToQualitySection } from './time-to-quality-section.ts'
import { tuneSection } from './tune-section.ts'

/** `docs`: writes the tables of docs/benchmarks.md anew from the files of bench/results. */
export async function writeDocs(): Promise<void> {
  const file = join(repository, 'docs', 'benchmarks.md')
  const comparisons = readResults().map(comparisonSection)
  const runs = readRuns()
  const withDefaults = runs.filter(({ spec }) => Object.keys(spec.options).length === 0)
  const groups = groupRuns(withDefaults).map(qualitySection)
  const sections = {
    compare: comparisons.join('\n\n'),
    cancel: cancelSection(readCancelResults()),
    conditions: conditionsSection(readConditionsResults()),
    formats: formatsSection(formatsResult.read()),
    size: sizeSection(readSizeResults('size')),
    estimates: estimatesSection(readSizeResults('estimates')),
    scaling: scalingSection(readScalingResults()),
    threads: threadsSection(threadsResult.read()),
    limit: limitSection(limitResult.read()),
    browser: browserSection(browserResult.read()),
    report: evaluationSection(readEvaluationResults()),
    server: serverSection(readServerResult()),
    optimizer: optimizerSection(readOptimizerResults(), readRecordedCurves()),
    tune: tuneSection(readTuneResults()),
    quality: groups.join('\n\n'),
    'time-to-quality': timeToQualitySection(runs),
  }
  let text = readFileSync(file, 'utf8')
  for (const [name, section] of Object.entries(sections)) text = replaceSection(text, name, section)
  writeFileSync(file, text)
}
