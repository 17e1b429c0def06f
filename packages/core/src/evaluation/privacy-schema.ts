import { z } from 'zod'
import { count, figure, interval, list, plainFigure, record, share } from './figure-schema.ts'

const measuredRows = {
  /** Rows measured. */
  rows: count,
  /** Rows that they are near to. */
  referenceRows: count,
} as const

const closestRecord = figure({
  /** Quantiles of the distance by share of rows. */
  quantiles: record({ p05: share, p25: share, p50: share, p75: share, p95: share }).nullable(),
  /** Share of rows with distance 0. */
  identical: share.nullable(),
  ...measuredRows,
})

const overfittingProtection = figure({
  closerToTrain: share.nullable(),
  equallyClose: share.nullable(),
  closerToHoldout: share.nullable(),
  ...measuredRows,
})

const neighbourRatio = figure({ p05: share.nullable(), ...measuredRows })

/**
 * How near synthetic rows come to real ones. All distances but SDMetrics' are on the training table's scale, to references of
 * equal size. Those that need a holdout are `null` without one. Plain JSON.
 */
export const privacyDistancesSchema = record({
  syntheticToTrain: closestRecord,
  syntheticToHoldout: closestRecord.nullable(),
  /** As near as unseen real rows are: what synthetic rows should resemble. */
  holdoutToTrain: closestRecord.nullable(),
  dcrShare: figure({
    interval,
    shares: record({ closerToTrain: share, equallyClose: share, closerToHoldout: share }).nullable(),
    ...measuredRows,
  }).nullable(),
  overfittingProtection: overfittingProtection.nullable(),
  /** As SDMetrics defines it: whole tables, each on its own scale. `referenceRows` counts both. */
  overfittingProtectionSdmetrics: overfittingProtection.nullable(),
  /** `rows` counts the synthetic ones. */
  baselineProtection: figure({
    syntheticMedian: share.nullable(),
    randomMedian: share.nullable(),
    ...measuredRows,
    randomRows: count,
  }),
  nearestNeighbourRatio: record({ train: neighbourRatio, holdout: neighbourRatio.nullable() }),
})

const successRate = record({
  attacks: count,
  /** May be a fraction where it is corrected for the number of control rows. */
  successes: z.number().min(0),
  rate: share,
  interval: z.tuple([share, share]).readonly(),
})

const attack = {
  /** Of the risk, 95 %. */
  interval,
  /** On rows the synthesizer learned. */
  train: successRate.nullable(),
  /** On rows it has never seen: what can be told of anybody. */
  control: successRate.nullable(),
  /** By guessing. */
  baseline: successRate.nullable(),
  /** What a reader must know to judge the figure. */
  remark: z.string().nullable(),
} as const

/** What attackers get out of the synthetic table. Risks in [0, 1], 0 = none. Plain JSON. */
export const privacyAttacksSchema = record({
  singlingOut: record({ univariate: figure(attack), multivariate: figure(attack) }),
  /** With the two sets of columns that were to be linked. */
  linkability: figure({
    ...attack,
    columns: z.tuple([list(z.string()), list(z.string())]).readonly(),
  }),
  /** `value` is the mean risk over the secrets. */
  inference: figure({ secrets: list(figure({ ...attack, secret: z.string() })) }),
  /** `null` without a holdout. */
  membershipInference: figure({
    interval,
    advantage: share.nullable(),
    trainRows: count,
    holdoutRows: count,
  }).nullable(),
})

const identicalMatches = figure({ rows: count, matches: count, interval })

/** Does the synthetic table tell of the people it was learned from? Plain JSON. */
export const privacySchema = record({
  /** In [0, 1], 1 = nothing found. `null` without a holdout. */
  score: plainFigure,
  /** The measurement that gives the score. */
  weakest: z.string().nullable(),
  /** What cannot be said, and what the figures rest on, in sentences for people to read. */
  remarks: list(z.string()),
  distances: privacyDistancesSchema,
  /** Rows equal to a training row: of the synthetic table, and beside it of the holdout, which has seen none. */
  identicalMatches: record({ synthetic: identicalMatches, holdout: identicalMatches.nullable() }),
  /** On `newRows + matchedRows` synthetic rows. */
  newRowSynthesis: figure({ newRows: count, matchedRows: count }),
  attacks: privacyAttacksSchema,
  /** Disclosure of the columns named; `null` where none were. */
  disclosureProtection: figure({
    protection: share.nullable(),
    baselineProtection: share,
    known: list(z.string()),
    sensitive: list(z.string()),
    realRows: count,
    syntheticRows: count,
  }).nullable(),
})
