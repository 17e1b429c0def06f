import { writeFile } from 'node:fs/promises'
import { evaluate, splitRows } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { formatReportHtml } from '@tabricate/core/report'
import { mixture } from '@tabricate/models-mixture'

// What a synthetic table is worth. The holdout is cut off before training: the ceiling, privacy and usefulness rest on it.
const { train, holdout } = splitRows(await readTable('examples/data/insurance.csv'), {
  holdout: 0.2,
  seed: 1,
})
const synthesizer = await mixture().fit(train, { seed: 1 })
const synthetic = await synthesizer.sample(train.rowCount, { seed: 2 })
const report = await evaluate({ real: train, synthetic, holdout, target: 'charges' })

const { floor, quality, ceiling, families } = report
console.log(
  'floor, quality, ceiling:',
  floor.quality.score.value,
  quality.score.value,
  ceiling?.quality.score.value,
)
console.log('privacy:', families.privacy.score.value, 'usefulness:', families.mlEfficacy.score.value)
for (const { column, metrics } of families.statisticalSimilarity.columns)
  console.log(column, metrics.map(({ metric, value }) => `${metric} ${value?.toFixed(3)}`).join(', '))
await writeFile('report.html', formatReportHtml(report))
