import { createRng, normal, parseCsv, type Rng, type Table } from '@tabricate/core'

/**
 * Notation
 *   g  group: `rare` on one row of a thousand;  s  sex;  r  region, by g;  m  member, by g, s and r;  a  age, by g and r;  i  income, by
 *   a, s, m, with noise;  c  channel, by m
 * A distribution that is known, so that any number of rows can be drawn of any subset of it.
 */

/** What is asked for: a rare category together with two others, and frequent ones, of which a model can see enough to know the rest. */
export const conditionsOnThree = {
  rare: { group: 'rare', sex: 'f', region: 'north' },
  frequent: { group: 'second', sex: 'f', region: 'east' },
} as const

export type SubsetName = keyof typeof conditionsOnThree

const header = 'group,sex,region,member,age,income,channel'

/** `rowCount` rows of the whole. */
export function generateTable(rowCount: number, seed: number): Promise<Table> {
  const rng = createRng(seed)
  return parseCsv([header, ...Array.from({ length: rowCount }, () => drawRow(rng))].join('\n'))
}

/** `rowCount` rows of a subset, drawn from the same distribution. */
export function generateSubset(name: SubsetName, rowCount: number, seed: number): Promise<Table> {
  const rng = createRng(seed)
  const { group, sex, region } = conditionsOnThree[name]
  const rows = Array.from({ length: rowCount }, () => rowOf(rng, group, sex, region))
  return parseCsv([header, ...rows].join('\n'))
}

function drawRow(rng: Rng): string {
  const group = rng.uniform() < 0.001 ? 'rare' : rng.uniform() < 0.3 ? 'second' : 'first'
  const sex = rng.uniform() < 0.5 ? 'f' : 'm'
  const north = { rare: 0.5, second: 0.2, first: 0.4 }[group]
  const region = rng.uniform() < north ? 'north' : rng.uniform() < 0.5 ? 'east' : 'south'
  return rowOf(rng, group, sex, region)
}

function rowOf(rng: Rng, group: string, sex: string, region: string): string {
  const isMember =
    rng.uniform() < (group === 'rare' ? 0.7 : 0.3) + (sex === 'f' ? 0.1 : 0) - (region === 'north' ? 0.1 : 0)
  const age = Math.min(
    90,
    Math.max(18, 40 + (group === 'rare' ? 12 : 0) + (region === 'north' ? 4 : 0) + 10 * normal(rng)),
  )
  const income = Math.exp(9 + 0.02 * age + (sex === 'f' ? 0 : 0.2) + (isMember ? 0.5 : 0) + 0.3 * normal(rng))
  const channel = rng.uniform() < (isMember ? 0.8 : 0.25) ? 'online' : rng.uniform() < 0.7 ? 'shop' : 'phone'
  return [group, sex, region, isMember ? 'yes' : 'no', age.toFixed(1), income.toFixed(0), channel].join()
}
