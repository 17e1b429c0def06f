import { expect, it } from 'vitest'
import { at, figure, list } from '../../test/golden.ts'
import { copiedTables, describePrivacyGolden } from '../../test/privacy-golden.ts'
import { createRng } from '../random/rng.ts'
import { type AttackResult, attackRisk } from './attack-risk.ts'
import { closestRecordQuantiles } from './closest-record-quantiles.ts'
import { overfittingProtectionOf } from './dcr-overfitting-protection.ts'
import { dcrShare } from './dcr-share.ts'
import { distanceToClosestRecord, distanceToTwoClosestRecords } from './distance-to-closest-record.ts'
import { identicalMatches } from './identical-matches.ts'
import { inference } from './inference.ts'
import { linkability } from './linkability.ts'
import { nearestNeighbourRatio } from './nearest-neighbour-ratio.ts'
import { median } from './statistic-similarity.ts'

/** What the golden figures promise for everything that is not random. */
const tolerance = 1e-9

/** All-rows attacks leave only the choice among equally near rows to chance: 1.5 % of the rows. */
const rowTolerance = 0.015

const names = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

describePrivacyGolden('anonymeter’s figures', ({ expected, train, holdout, synthetic }) => {
  const tables = copiedTables.map((name) => {
    const table = synthetic.get(name)
    if (table === undefined) throw new Error(`There is no ${name}.`)
    return { name, table, golden: at(expected, 'tables', name) }
  })

  it('agree for rates and risks from counts alone', () => {
    for (const golden of list(expected, 'wilson_examples')) {
      const attacks = figure(golden, 'n_attacks') ?? 0
      const count = (key: string) => ({ attacks, successes: figure(golden, key) ?? Number.NaN })
      const result = attackRisk({
        train: count('n_success'),
        control: count('n_control'),
        baseline: count('n_baseline'),
      })
      const [low, high] = list(golden, 'risk', 'ci')
      const pairs = [
        [result.train?.rate, figure(golden, 'attack_rate', 'value')],
        [result.control?.rate, figure(golden, 'control_rate', 'value')],
        [result.baseline?.rate, figure(golden, 'baseline_rate', 'value')],
        [result.value, figure(golden, 'risk', 'value')],
        [result.interval?.[0], low],
        [result.interval?.[1], high],
      ]
      for (const [ours, theirs] of pairs) {
        expect(Math.abs(Number(ours) - Number(theirs))).toBeLessThanOrEqual(tolerance)
      }
    }
  })

  it.each(tables)('agree for distances on $name', ({ table, golden }) => {
    const toTrain = distanceToTwoClosestRecords(table, train)
    for (const [key, scale] of [
      ['sdmetrics_range_of_each_reference', holdout],
      ['one_range_of_train', train],
    ] as const) {
      const figures = at(golden, 'dcr', key)
      const toHoldout = distanceToClosestRecord(table, holdout, scale)
      const share = dcrShare.compute(toTrain.nearest, toHoldout)
      const [near, far] = [toTrain.nearest, toHoldout].map((distances) =>
        closestRecordQuantiles.compute(distances),
      )
      const pairs = [
        [share.value, figure(figures, 'share_ties_half')],
        [share.shares?.closerToTrain, figure(figures, 'closer_to_train')],
        [share.shares?.equallyClose, figure(figures, 'ties')],
        [
          overfittingProtectionOf(toTrain.nearest, toHoldout).value,
          figure(figures, 'overfitting_protection'),
        ],
        [nearestNeighbourRatio.compute(toTrain).value, figure(figures, 'nndr_train_median')],
        [near?.identical, figure(figures, 'identical_to_train')],
        [identicalMatches.compute(table, train).value, figure(figures, 'identical_to_train')],
        [identicalMatches.compute(table, holdout).value, figure(figures, 'identical_to_holdout')],
        ...(
          [
            ['p05', 'p05'],
            ['p25', 'p25'],
            ['p50', 'median'],
            ['p75', 'p75'],
          ] as const
        ).flatMap(([ours, theirs]) => [
          [near?.quantiles?.[ours], figure(figures, 'dcr_train', theirs)],
          [far?.quantiles?.[ours], figure(figures, 'dcr_holdout', theirs)],
        ]),
      ]
      pairs.forEach(([ours, theirs], i) => {
        expect(Math.abs(Number(ours) - Number(theirs)), `${key} ${i}`).toBeLessThanOrEqual(tolerance)
      })
      const [low, high] = share.interval ?? [1, 0]
      expect(low < (share.value ?? 0) && (share.value ?? 0) < high).toBe(true)
    }
  })

  it('agree for the distance of unseen rows', () => {
    const theirs = figure(expected, 'dcr_holdout_to_train', 'median') ?? Number.NaN
    expect(Math.abs(median(distanceToClosestRecord(holdout, train)) - theirs)).toBeLessThanOrEqual(tolerance)
  })

  const links = list(expected, 'parameters', 'linkability_aux_cols').map(names)
  const columns: readonly [readonly string[], readonly string[]] = [links[0] ?? [], links[1] ?? []]
  const secrets = ['income', 'occupation', 'fnlwgt']

  const expectCounts = (result: AttackResult, golden: unknown, rows: number) => {
    for (const [ours, key] of [
      [result.train, 'n_success'],
      [result.control, 'n_control'],
    ] as const) {
      const difference = (ours?.successes ?? Number.NaN) - (figure(golden, key) ?? Number.NaN)
      expect(Math.abs(difference), key).toBeLessThanOrEqual(rowTolerance * rows)
    }
  }

  it.each(tables)('agree for links and inferences of all rows on $name', async ({ table, golden }) => {
    const attack = { train, synthetic: table, holdout, attacks: 2000, rng: createRng(1) }
    for (const neighbours of [1, 5]) {
      const result = await linkability.compute({ ...attack, columns, neighbours })
      expect(result.train?.attacks).toBe(2000)
      expectCounts(result, at(golden, `linkability_all_rows_${neighbours}_neighbors`), 2000)
    }
    for (const result of await inference.compute({ ...attack, secrets })) {
      const figures = at(golden, `inference_${result.secret}_all_rows`)
      expectCounts(result, figures, 2000)
      // Guesses are drawn: four standard errors of a share over 2,000 rows are 0.045 at most.
      const guessed =
        figure(figures, 'expected_random_guess_rate') ?? figure(figures, 'baseline_rate', 'value')
      expect(Math.abs((result.baseline?.rate ?? Number.NaN) - (guessed ?? Number.NaN))).toBeLessThan(0.045)
    }
  })
})
