/**
 * Notation
 *   s         a column whose value the attacker wants to know; he knows the real row's other columns
 *   guess     the value of s in the synthetic row nearest in the known columns, distances as in encoded-rows.ts
 *   success   the guess is equal for categories and truth values, within 5 % of itself for numbers, within 5 % of the real range
 *             for dates; missing equals missing only
 *   The attack is that of M. Giomi et al., PoPETs 2023(2), section 4.3.
 */
import type { Rng } from '../random/rng.ts'
import type { Column } from '../table/column.ts'
import { getColumn, namedColumns, selectRows, type Table } from '../table/table.ts'
import { type AttackCount, type AttackResult, attackRisk, equalAttacks, noAttack } from './attack-risk.ts'
import { createRowEncoder } from './encoded-rows.ts'
import { columnKind, type MetricDescription } from './metric.ts'
import { createCandidateSearch } from './nearest-candidates.ts'
import { valueRange } from './present-values.ts'
import { sampleRows } from './sample-rows.ts'
import { searchInTurns } from './search-in-turns.ts'
import { selectColumns } from './select-columns.ts'

const defaultTolerance = 0.05

const targetsPerTurn = 100

/** Tables, columns and numbers of attacks. */
export interface InferenceArguments {
  readonly train: Table
  readonly synthetic: Table
  /** Real rows the synthesizer has never seen. Without them there is no risk, only the rate of success. */
  readonly holdout?: Table
  readonly rng: Rng
  /** Columns to be guessed, each on its own. Default: all but ids. */
  readonly secrets?: readonly string[]
  /** Columns the attacker knows, but for the one he guesses. Default: all but ids. */
  readonly known?: readonly string[]
  /** Rows of each table to attack, or as many as the smaller one has. Default 500. */
  readonly attacks?: number
  /** Relative, for numbers and dates. Default 0.05; 0 asks for equal values. */
  readonly tolerance?: number
  readonly signal?: AbortSignal | undefined
}

/** The risk of one column. */
export type InferenceResult = AttackResult & { readonly secret: string }

/**
 * Whether the synthetic table helps to guess a value of a person whose other values are known; one figure per secret column.
 * `null` without a holdout. The same rows are attacked for all secrets. O(attacks · synthetic rows).
 */
export const inference: MetricDescription & {
  /** @throws TabricateError `INVALID_TABLE` for a column that does not exist, `ABORTED` */
  readonly compute: (inferenceArguments: InferenceArguments) => Promise<readonly InferenceResult[]>
} = {
  name: 'InferenceRisk',
  goal: 'minimize',
  range: [0, 1],
  async compute(inferenceArguments) {
    const {
      train,
      synthetic,
      holdout,
      rng,
      attacks: most = 500,
      tolerance = defaultTolerance,
      signal,
    } = inferenceArguments
    const attacks = equalAttacks(most, train.rowCount, holdout?.rowCount)
    const all = namedColumns(train)
      .filter(({ schema }) => columnKind(schema.type) !== 'ignored')
      .map(({ schema }) => schema.name)
    const { secrets = all, known = all } = inferenceArguments
    if (synthetic.rowCount === 0) {
      return secrets.map((secret) => ({ secret, ...noAttack('The synthetic table has no rows.') }))
    }
    // In random order, so that chance decides between rows equally near.
    const candidates = selectRows(
      synthetic,
      sampleRows(rng.split('candidates'), synthetic.rowCount, synthetic.rowCount),
    )
    const encoder = createRowEncoder(selectColumns(train, known))
    const search = createCandidateSearch(encoder.encode(selectColumns(candidates, known)))
    const hidden = secrets.map((secret) => encoder.places.get(secret) ?? null)
    const matchers = secrets.map((secret) => createMatcher(train, candidates, secret, tolerance))

    const attack = async (table: Table, label: string): Promise<AttackCount[]> => {
      const targets = selectRows(table, sampleRows(rng.split(label), table.rowCount, attacks))
      const nearest = new Int32Array(targets.rowCount * secrets.length)
      await searchInTurns(
        encoder.encode(selectColumns(targets, known)),
        targetsPerTurn,
        signal,
        (part, from) => {
          nearest.set(search.nearestWithout(part, hidden), from * secrets.length)
        },
      )
      return matchers.map((matcherOf, s) => {
        const matches = matcherOf(targets)
        return countAttacks(targets.rowCount, (row) => matches(row, nearest[row * secrets.length + s] ?? -1))
      })
    }
    const guess = (): AttackCount[] => {
      const targets = selectRows(train, sampleRows(rng.split('train'), train.rowCount, attacks))
      return matchers.map((matcherOf, s) => {
        const matches = matcherOf(targets)
        const draws = rng.split('baseline').split(s)
        return countAttacks(targets.rowCount, (row) => matches(row, draws.integer(candidates.rowCount)))
      })
    }
    const onTrain = await attack(train, 'train')
    const onControl = holdout === undefined ? undefined : await attack(holdout, 'control')
    const guessed = guess()
    const nothing: AttackCount = { attacks: 0, successes: 0 }
    return secrets.map((secret, s) => {
      // Without any other column there is nothing to find a row by.
      if (known.every((name) => name === secret)) return { secret, ...noAttack('No other column is known.') }
      const counts = {
        train: onTrain[s] ?? nothing,
        control: onControl?.[s] ?? null,
        baseline: guessed[s] ?? nothing,
      }
      return { secret, ...attackRisk(counts) }
    })
  },
}

function countAttacks(attacks: number, isSuccess: (row: number) => boolean): AttackCount {
  let successes = 0
  for (let row = 0; row < attacks; row++) if (isSuccess(row)) successes++
  return { attacks, successes }
}

/** Compares a target's secret with a candidate's. */
type Matcher = (targets: Table) => (target: number, candidate: number) => boolean

function createMatcher(train: Table, candidates: Table, secret: string, tolerance: number): Matcher {
  const guesses = getColumn(candidates, secret).column
  const range = valueRange(numbersOf(getColumn(train, secret).column))
  const span = range === undefined ? 0 : range.max - range.min
  return (targets) => {
    const secrets = getColumn(targets, secret).column
    if ('codes' in secrets && 'codes' in guesses) {
      const [own, other] = [labelsOf(secrets), labelsOf(guesses)]
      return (target, candidate) => own[secrets.codes[target] ?? -1] === other[guesses.codes[candidate] ?? -1]
    }
    const [own, other] = [numbersOf(secrets), numbersOf(guesses)]
    return (target, candidate) => {
      const [value, guess] = [own[target] ?? Number.NaN, other[candidate] ?? Number.NaN]
      if (Number.isNaN(value) || Number.isNaN(guess)) return Number.isNaN(value) && Number.isNaN(guess)
      // Five per cent of a date, counted from 1970, would be years.
      const reach = tolerance * (secrets.type === 'datetime' ? span : Math.abs(guess))
      return Math.abs(guess - value) <= reach
    }
  }
}

function labelsOf(column: Column): readonly string[] {
  if (column.type === 'categorical') return column.categories
  return ['false', 'true']
}

function numbersOf(column: Column): Float64Array {
  return column.type === 'numerical' || column.type === 'datetime' ? column.values : new Float64Array(0)
}
