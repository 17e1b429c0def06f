import type { z } from 'zod'
import type { columnDistributionSchema } from './distribution-schema.ts'
import type { originSchema } from './origin-schema.ts'
import type { judgedScoresSchema, referenceScoresSchema } from './quality-schema.ts'
import type { reportSchema } from './report-schema.ts'

export type Report = z.infer<typeof reportSchema>
export type ReportOrigin = z.infer<typeof originSchema>
export type JudgedScores = z.infer<typeof judgedScoresSchema>
export type ReferenceScores = z.infer<typeof referenceScoresSchema>
export type ColumnMeasurements = Report['families']['statisticalSimilarity']['columns'][number]
export type ColumnDistribution = z.infer<typeof columnDistributionSchema>
