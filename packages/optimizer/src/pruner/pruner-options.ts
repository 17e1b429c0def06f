import { TabricateError } from '@tabricate/core'

/** @throws TabricateError `INVALID_OPTIONS` unless it is a whole number from `least` */
export function readCount(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new TabricateError('INVALID_OPTIONS', `${name} must be a whole number from ${least}, not ${value}.`)
}

/** @throws TabricateError `INVALID_OPTIONS` unless it is above 0 and below 1 */
export function readShare(name: string, value: number): number {
  if (value > 0 && value < 1) return value
  throw new TabricateError('INVALID_OPTIONS', `${name} must be above 0 and below 1, not ${value}.`)
}
