/**
 * Notation
 *   r_t, r_c, r_b   success rates of an attack on training rows, of the same attack on control rows that the synthesizer has
 *                   never seen, and of guessing; Wilson estimates with errors e_t, e_c, see wilson-interval.ts
 *   risk            (r_t − r_c) / (1 − r_c), clipped to [0, 1]: the share of what is left to be learned that leaks from training
 *   error of risk   √( (e_t / (1 − r_c))² + (e_c (1 − r_t) / (1 − r_c)²)² ), by propagation
 *                   M. Giomi et al., "A Unified Framework for Quantifying Privacy Risk in Synthetic Data", PoPETs 2023(2), 2023
 */
import { type MetricResult, undefinedBecause } from './metric.ts'
import { clippedInterval, type Interval, wilsonEstimate } from './wilson-interval.ts'

/** How often an attack was tried, and how often it was right. */
export interface AttackCount {
  readonly attacks: number
  /** May be a fraction where it is corrected for the number of control rows. */
  readonly successes: number
}

/** Attacks and those that succeeded, with the Wilson rate and 95 % interval. */
export interface SuccessRate extends AttackCount {
  readonly rate: number
  readonly interval: Interval
}

/** Attacks of one kind. What was not attacked is `null`. */
export interface AttackCounts {
  readonly train: AttackCount
  readonly control: AttackCount | null
  readonly baseline: AttackCount
}

/** `value` is the risk, 0 = none, 1 = every attack tells what only the training rows can tell. Plain JSON. */
export type AttackResult = MetricResult & {
  /** Of the risk, 95 %. */
  readonly interval: Interval | null
  /** On rows the synthesizer learned. */
  readonly train: SuccessRate | null
  /** On rows it has never seen: what can be told of anybody. */
  readonly control: SuccessRate | null
  /** By guessing. */
  readonly baseline: SuccessRate | null
  /** What a reader must know to judge the figure. */
  readonly remark: string | null
}

/**
 * Rows of each table to attack: as many of either where both are there. Wilson's estimate draws a rate towards one half by as much as there
 * are few attacks, so that of unequally many an attack that always succeeds would seem a risk.
 */
export function equalAttacks(attacks: number, train: number, control: number | undefined): number {
  return Math.min(attacks, train, control || train)
}

/** The risk from counts. `null` without attacks on control rows. */
export function attackRisk({ train, control, baseline }: AttackCounts): AttackResult {
  if (train.attacks === 0) return noAttack('There was nothing to attack.')
  const rates = {
    train: successRate(train),
    control: control === null || control.attacks === 0 ? null : successRate(control),
    baseline: baseline.attacks === 0 ? null : successRate(baseline),
  }
  const isWeak = rates.baseline !== null && rates.train.rate <= rates.baseline.rate
  const remark = isWeak
    ? 'The attack does no better than guessing: that it finds no risk proves little.'
    : null
  if (rates.control === null) {
    return {
      ...undefinedBecause(
        'Without a holdout, what leaks from training rows cannot be told from what is true of everybody.',
      ),
      interval: null,
      ...rates,
      remark,
    }
  }
  const left = 1 - rates.control.rate
  const risk = (rates.train.rate - rates.control.rate) / left
  const error = Math.hypot(
    errorOf(train) / left,
    (errorOf(rates.control) * (1 - rates.train.rate)) / left ** 2,
  )
  return {
    value: Math.max(0, Math.min(1, risk)),
    interval: clippedInterval(risk, error),
    ...rates,
    remark,
  }
}

/** An attack that cannot be made, and why. */
export function noAttack(reason: string): AttackResult {
  return {
    ...undefinedBecause(reason),
    interval: null,
    train: null,
    control: null,
    baseline: null,
    remark: null,
  }
}

function successRate({ attacks, successes }: AttackCount): SuccessRate {
  const { rate, error } = wilsonEstimate(successes, attacks)
  return { attacks, successes, rate, interval: clippedInterval(rate, error) }
}

function errorOf({ attacks, successes }: AttackCount): number {
  return wilsonEstimate(successes, attacks).error
}
