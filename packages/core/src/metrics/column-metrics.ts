import { boundaryAdherence } from './boundary-adherence.ts'
import { categoryAdherence } from './category-adherence.ts'
import { categoryCoverage } from './category-coverage.ts'
import { keyUniqueness } from './key-uniqueness.ts'
import { ksComplement } from './ks-complement.ts'
import type { ColumnMetric } from './metric.ts'
import { missingValueSimilarity } from './missing-value-similarity.ts'
import { rangeCoverage } from './range-coverage.ts'
import { statisticSimilarity } from './statistic-similarity.ts'
import { tvComplement } from './tv-complement.ts'

/** Every metric of a single column. */
export const columnMetrics: readonly ColumnMetric[] = [
  ksComplement,
  tvComplement,
  missingValueSimilarity,
  rangeCoverage,
  categoryCoverage,
  boundaryAdherence,
  categoryAdherence,
  statisticSimilarity('mean'),
  statisticSimilarity('median'),
  statisticSimilarity('standardDeviation'),
  keyUniqueness,
]
