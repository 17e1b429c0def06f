import type { z } from 'zod'
import { closestRecordQuantiles } from '../metrics/closest-record-quantiles.ts'
import { baselineProtectionOf } from '../metrics/dcr-baseline-protection.ts'
import { overfittingProtectionOf } from '../metrics/dcr-overfitting-protection.ts'
import { dcrShare } from '../metrics/dcr-share.ts'
import { createRowEncoder, type RowEncoder } from '../metrics/encoded-rows.ts'
import {
  createNearestSearch,
  type NearestDistances,
  type NearestSearch,
} from '../metrics/nearest-distances.ts'
import { nearestNeighbourRatio } from '../metrics/nearest-neighbour-ratio.ts'
import { searchInTurns } from '../metrics/search-in-turns.ts'
import { uniformTable } from '../metrics/uniform-table.ts'
import type { Rng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { atMostRows } from './at-most-rows.ts'
import type { privacyDistancesSchema } from './privacy-schema.ts'

export type PrivacyDistances = z.infer<typeof privacyDistancesSchema>

/** What is measured, and on how many rows at most. */
export interface PrivacyDistancesArguments {
  readonly train: Table
  readonly synthetic: Table
  readonly holdout: Table | undefined
  /** Synthetic, and holdout, rows measured. */
  readonly rows: number
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
}

/** Rows of random values: enough for a median, and the farthest from everything, so the slowest to measure. */
const randomRowCount = 1000

const rowsPerTurn = 500

/** Measures all distances. @throws TabricateError `ABORTED` */
export async function measurePrivacyDistances(
  distancesArguments: PrivacyDistancesArguments,
): Promise<PrivacyDistances> {
  const { train, synthetic, holdout, rows, rng, signal } = distancesArguments
  const size = Math.min(train.rowCount, holdout?.rowCount ?? train.rowCount)
  const trainReference = atMostRows(train, size, rng.split('train'))
  const judged = atMostRows(synthetic, rows, rng.split('synthetic'))
  const random = uniformTable(train, Math.min(randomRowCount, train.rowCount), rng.split('random'))
  const encoder = createRowEncoder(train)
  const from = (reference: Table) => searchOf(encoder, reference)
  const measure = (table: Table, search: NearestSearch) => measureInTurns(encoder, table, search, signal)

  const searchTrain = from(trainReference)
  const toTrain = await measure(judged, searchTrain)
  const toTrainRandom = await measure(random, searchTrain)
  const counts = { rows: judged.rowCount, referenceRows: size }
  const always = {
    syntheticToTrain: { ...closestRecordQuantiles.compute(toTrain.nearest), ...counts },
    baselineProtection: {
      ...baselineProtectionOf(toTrain.nearest, toTrainRandom.nearest),
      ...counts,
      randomRows: random.rowCount,
    },
  }
  const ratioToTrain = { ...nearestNeighbourRatio.compute(toTrain), ...counts }
  if (holdout === undefined) {
    return {
      ...always,
      syntheticToHoldout: null,
      holdoutToTrain: null,
      dcrShare: null,
      overfittingProtection: null,
      overfittingProtectionSdmetrics: null,
      nearestNeighbourRatio: { train: ratioToTrain, holdout: null },
    }
  }
  const holdoutReference = atMostRows(holdout, size, rng.split('holdout'))
  const unseen = atMostRows(holdout, rows, rng.split('unseen'))
  const unseenToTrain = await measure(unseen, searchTrain)
  const toHoldout = await measure(judged, from(holdoutReference))
  const toWholeTrain = size === train.rowCount ? toTrain : await measure(judged, from(train))
  const ownEncoder = createRowEncoder(holdout)
  const toHoldoutOwn = await measureInTurns(ownEncoder, judged, searchOf(ownEncoder, holdout), signal)
  return {
    ...always,
    syntheticToHoldout: { ...closestRecordQuantiles.compute(toHoldout.nearest), ...counts },
    holdoutToTrain: {
      ...closestRecordQuantiles.compute(unseenToTrain.nearest),
      rows: unseen.rowCount,
      referenceRows: size,
    },
    dcrShare: { ...dcrShare.compute(toTrain.nearest, toHoldout.nearest), ...counts },
    overfittingProtection: { ...overfittingProtectionOf(toTrain.nearest, toHoldout.nearest), ...counts },
    overfittingProtectionSdmetrics: {
      ...overfittingProtectionOf(toWholeTrain.nearest, toHoldoutOwn.nearest),
      rows: judged.rowCount,
      referenceRows: train.rowCount + holdout.rowCount,
    },
    nearestNeighbourRatio: {
      train: ratioToTrain,
      holdout: { ...nearestNeighbourRatio.compute(toHoldout), ...counts },
    },
  }
}

function searchOf(encoder: RowEncoder, reference: Table): NearestSearch {
  return createNearestSearch(encoder.encode(reference), encoder.width, { second: true })
}

/** Distances of all rows of a table, a few at a time. @throws TabricateError `ABORTED` */
export async function measureInTurns(
  encoder: RowEncoder,
  table: Table,
  search: NearestSearch,
  signal: AbortSignal | undefined,
): Promise<Required<NearestDistances>> {
  const nearest = new Float64Array(table.rowCount)
  const second = new Float64Array(table.rowCount)
  await searchInTurns(encoder.encode(table), rowsPerTurn, signal, (part, from) => {
    const distances = search(part)
    nearest.set(distances.nearest, from)
    if (distances.second !== undefined) second.set(distances.second, from)
  })
  return { nearest, second }
}
