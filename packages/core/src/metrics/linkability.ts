/**
 * Notation
 *   A, B      two sets of columns that two data sets about the same people hold
 *   success   one of the k synthetic rows nearest to a real row in A is also among the k nearest in B, so that it links the two;
 *             distances are those of encoded-rows.ts (after J. C. Gower, Biometrics 27, 1971)
 *   The attack is that of M. Giomi et al., PoPETs 2023(2), section 4.2.
 */
import type { Rng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { selectRows } from '../table/table.ts'
import { type AttackCount, type AttackResult, attackRisk, equalAttacks, noAttack } from './attack-risk.ts'
import { createRowEncoder, type EncodedRows } from './encoded-rows.ts'
import type { MetricDescription } from './metric.ts'
import { createCandidateSearch } from './nearest-candidates.ts'
import { sampleRows } from './sample-rows.ts'
import { searchInTurns } from './search-in-turns.ts'
import { selectColumns } from './select-columns.ts'

const targetsPerTurn = 200

/** Tables, columns and numbers of attacks. */
export interface LinkabilityArguments {
  readonly train: Table
  readonly synthetic: Table
  /** Real rows the synthesizer has never seen. Without them there is no risk, only the rate of success. */
  readonly holdout?: Table
  /** A and B: names of columns, disjoint, at least one each. */
  readonly columns: readonly [readonly string[], readonly string[]]
  readonly rng: Rng
  /** Rows of each table to attack, or all where there are fewer. Default 500. */
  readonly attacks?: number
  /** k. Default 1. */
  readonly neighbours?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Whether the synthetic table helps to find out which rows of two other data sets are of the same person. `null` without a
 * holdout. O(attacks · synthetic rows).
 */
export const linkability: MetricDescription & {
  /** @throws TabricateError `ABORTED` */
  readonly compute: (linkabilityArguments: LinkabilityArguments) => Promise<AttackResult>
} = {
  name: 'LinkabilityRisk',
  goal: 'minimize',
  range: [0, 1],
  async compute({ train, synthetic, holdout, columns, rng, attacks = 500, neighbours = 1, signal }) {
    if (columns.some((names) => names.length === 0)) return noAttack('It takes two columns at least.')
    if (synthetic.rowCount === 0) return noAttack('The synthetic table has no rows.')
    const k = Math.min(neighbours, synthetic.rowCount)
    // In random order, so that chance decides between rows equally near.
    const candidates = selectRows(
      synthetic,
      sampleRows(rng.split('candidates'), synthetic.rowCount, synthetic.rowCount),
    )
    const sides = columns.map((names) => {
      const encoder = createRowEncoder(selectColumns(train, names))
      const encode = (table: Table): EncodedRows => encoder.encode(selectColumns(table, names))
      return { encode, search: createCandidateSearch(encode(candidates)) }
    })
    const count = equalAttacks(attacks, train.rowCount, holdout?.rowCount)
    const attack = async (table: Table, label: string): Promise<AttackCount> => {
      const targets = selectRows(table, sampleRows(rng.split(label), table.rowCount, count))
      const found = sides.map(() => new Int32Array(targets.rowCount * k))
      for (const [side, { encode, search }] of sides.entries()) {
        await searchInTurns(encode(targets), targetsPerTurn, signal, (part, from) => {
          found[side]?.set(search.nearest(part, k), from * k)
        })
      }
      const [a = new Int32Array(0), b = a] = found
      return countLinks(a, b, k)
    }
    const onTrain = await attack(train, 'train')
    return attackRisk({
      train: onTrain,
      control: holdout === undefined ? null : await attack(holdout, 'control'),
      baseline: countRandomLinks(onTrain.attacks, synthetic.rowCount, k, rng.split('baseline')),
    })
  },
}

function countLinks(a: Int32Array, b: Int32Array, k: number): AttackCount {
  let successes = 0
  for (let start = 0; start < a.length; start += k) {
    const found = b.subarray(start, start + k)
    if (a.subarray(start, start + k).some((candidate) => found.includes(candidate))) successes++
  }
  return { attacks: a.length / k, successes }
}

function countRandomLinks(attacks: number, rows: number, k: number, rng: Rng): AttackCount {
  const draw = () => {
    const drawn = new Set<number>()
    while (drawn.size < k) drawn.add(rng.integer(rows))
    return drawn
  }
  let successes = 0
  for (let i = 0; i < attacks; i++) {
    const a = draw()
    if ([...draw()].some((row) => a.has(row))) successes++
  }
  return { attacks, successes }
}
