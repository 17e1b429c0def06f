import type { z } from 'zod'
import { createRowEncoder } from '../metrics/encoded-rows.ts'
import { inference } from '../metrics/inference.ts'
import { linkability } from '../metrics/linkability.ts'
import { type MembershipInferenceResult, membershipInference } from '../metrics/membership-inference.ts'
import { columnKind, meanOf } from '../metrics/metric.ts'
import { createNearestSearch } from '../metrics/nearest-distances.ts'
import { prepareSinglingOut, singlingOut } from '../metrics/singling-out.ts'
import type { Rng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { atMostRows } from './at-most-rows.ts'
import { measureInTurns } from './privacy-distances.ts'
import type { privacyAttacksSchema } from './privacy-schema.ts'

export type PrivacyAttacks = z.infer<typeof privacyAttacksSchema>

/** Two disjoint sets of names of columns. */
export type ColumnSets = readonly [readonly string[], readonly string[]]

/** What is attacked, and how often. */
export interface PrivacyAttacksArguments {
  readonly train: Table
  readonly synthetic: Table
  readonly holdout: Table | undefined
  readonly attacks: number
  readonly secrets: readonly string[] | undefined
  readonly links: ColumnSets | undefined
  readonly rng: Rng
  readonly signal: AbortSignal | undefined
}

/** Rows of the training table and of the holdout whose membership is guessed. */
const membershipRows = 5000

/** Makes all attacks. @throws TabricateError `ABORTED` */
export async function attackPrivacy(attacksArguments: PrivacyAttacksArguments): Promise<PrivacyAttacks> {
  const { train, synthetic, holdout, attacks, rng, signal } = attacksArguments
  const tables = { train, synthetic, ...(holdout === undefined ? {} : { holdout }) }
  const columns = attacksArguments.links ?? alternateColumns(train)
  const links = await linkability.compute({
    ...tables,
    columns,
    attacks,
    rng: rng.split('linkability'),
    signal,
  })
  const secrets = await inference.compute({
    ...tables,
    ...(attacksArguments.secrets === undefined ? {} : { secrets: attacksArguments.secrets }),
    attacks,
    rng: rng.split('inference'),
    signal,
  })
  const singled = prepareSinglingOut(tables, rng.split('singling-out'))
  const single = (mode: 'univariate' | 'multivariate') =>
    singlingOut.compute({ tables: singled, mode, attacks, rng: rng.split(mode), signal })
  return {
    singlingOut: { univariate: await single('univariate'), multivariate: await single('multivariate') },
    linkability: { ...links, columns },
    inference: {
      ...meanOf(
        secrets.map((secret) => secret.value),
        secrets.find((secret) => secret.value === null)?.reason ?? 'There is no column to be guessed.',
      ),
      secrets,
    },
    membershipInference:
      holdout === undefined ? null : await inferMembership(train, synthetic, holdout, rng, signal),
  }
}

async function inferMembership(
  train: Table,
  synthetic: Table,
  holdout: Table,
  rng: Rng,
  signal: AbortSignal | undefined,
): Promise<MembershipInferenceResult> {
  const encoder = createRowEncoder(train)
  const search = createNearestSearch(encoder.encode(synthetic), encoder.width)
  const distances = async (table: Table, label: string) =>
    (await measureInTurns(encoder, atMostRows(table, membershipRows, rng.split(label)), search, signal))
      .nearest
  return membershipInference.compute(
    await distances(train, 'members'),
    await distances(holdout, 'non-members'),
  )
}

/** Every other column, so that both sets hold some of everything. Ids are left out. */
function alternateColumns(table: Table): ColumnSets {
  const names = table.schema.columns
    .filter(({ type }) => columnKind(type) !== 'ignored')
    .map(({ name }) => name)
  return [names.filter((_, i) => i % 2 === 0), names.filter((_, i) => i % 2 === 1)]
}
