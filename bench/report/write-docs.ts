import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../harness/paths.ts'
import { readResults } from '../harness/results.ts'
import { groupRuns } from '../quality/group-runs.ts'
import { readRuns } from '../quality/run-store.ts'
import { comparisonSection } from './comparison-section.ts'
import { qualitySection } from './quality-section.ts'
import { replaceSection } from './replace-section.ts'

/** `docs`: writes the tables of docs/benchmarks.md anew from the files of bench/results. */
export async function writeDocs(): Promise<void> {
  const file = join(repository, 'docs', 'benchmarks.md')
  const comparisons = readResults().map(comparisonSection)
  const groups = groupRuns(readRuns()).map(qualitySection)
  const text = replaceSection(readFileSync(file, 'utf8'), 'compare', comparisons.join('\n\n'))
  writeFileSync(file, replaceSection(text, 'quality', groups.join('\n\n')))
}
