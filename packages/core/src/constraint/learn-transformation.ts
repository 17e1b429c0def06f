import type { Table } from '../table/table.ts'
import { learnCombinations } from './combination-step.ts'
import type { ConstraintRule, LessThan, SumOf } from './constraint.ts'
import { learnDerived } from './derived-column.ts'
import { type Fields, fieldOf, fieldsOf } from './fields.ts'
import { learnGap } from './gap-step.ts'
import { learnSum } from './sum-step.ts'
import type { Transformation, TransformationStep } from './transformation.ts'

/** A step, and which columns it computes from which. */
interface PlannedStep {
  readonly step: TransformationStep
  readonly makes: readonly string[]
  readonly reads: readonly string[]
}

/**
 * How rows of `table`, which obey `rules`, are learned so that drawn ones obey as well; `undefined` where no rule can be met this way. Combinations
 * come first (those that share columns become one), then sums, then gaps. Each column is computed at most once and never from itself: rules that
 * this leaves out are met by drawing again.
 */
export function learnTransformation(
  table: Table,
  rules: readonly ConstraintRule[],
): Transformation | undefined {
  const fields = fieldsOf(table)
  const planned: PlannedStep[] = combinedColumns(rules).map((names) => ({
    step: learnCombinations(fields, names),
    makes: names,
    reads: [],
  }))
  for (const rule of rules) if (rule.kind === 'sumOf') addFirst(planned, sumSteps(fields, rule))
  for (const rule of rules) if (rule.kind === 'lessThan') addFirst(planned, gapSteps(fields, rule))
  if (planned.length === 0) return undefined
  return { schema: table.schema, steps: inOrder(planned) }
}

type Choice = Omit<PlannedStep, 'step'> & { readonly learn: () => TransformationStep | undefined }

/** The total from its parts, or one part from the rest. */
function sumSteps(fields: Fields, rule: SumOf): Choice[] {
  const all = [rule.total, ...rule.parts]
  return all.map((name) => ({
    makes: [name],
    reads: all.filter((each) => each !== name),
    learn: () => learnSum(fields, rule, name),
  }))
}

/**
 * The column of the wider range from the other one, which leaves that range the more rarely; or the other way round. None where the real ranges
 * do not overlap: what is drawn stays within them, and so cannot break the rule.
 */
function gapSteps(fields: Fields, rule: LessThan): Choice[] {
  const [low, high] = [rule.low, rule.high].map((name) => learnDerived(name, fieldOf(fields, name)))
  if (low === undefined || high === undefined) return []
  if (low.max < high.min || (rule.orEqual === true && low.max === high.min)) return []
  const choices = [
    { makes: [rule.high], reads: [rule.low], learn: () => learnGap(fields, rule, rule.high) },
    { makes: [rule.low], reads: [rule.high], learn: () => learnGap(fields, rule, rule.low) },
  ]
  return low.max - low.min > high.max - high.min ? choices.reverse() : choices
}

/** Adds the first of the choices that fits the steps there are. */
function addFirst(planned: PlannedStep[], choices: readonly Choice[]): void {
  for (const { learn, makes, reads } of choices) {
    const isTaken = makes.some((name) => planned.some((each) => each.makes.includes(name)))
    if (isTaken || reads.some((name) => dependsOn(planned, name, makes))) continue
    const step = learn()
    if (step === undefined) continue
    planned.push({ step, makes, reads })
    return
  }
}

/** Is `name` computed, over any number of steps, from one of `sources`? There are no circles among the steps. */
function dependsOn(planned: readonly PlannedStep[], name: string, sources: readonly string[]): boolean {
  if (sources.includes(name)) return true
  const reads = planned.find((each) => each.makes.includes(name))?.reads ?? []
  return reads.some((read) => dependsOn(planned, read, sources))
}

/** Steps behind all those whose columns they read. */
function inOrder(planned: readonly PlannedStep[]): TransformationStep[] {
  const done = new Set<PlannedStep>()
  const visit = (each: PlannedStep) => {
    if (done.has(each)) return
    for (const read of each.reads) planned.filter(({ makes }) => makes.includes(read)).forEach(visit)
    done.add(each)
  }
  planned.forEach(visit)
  return [...done].map(({ step }) => step)
}

/** The columns of `fixedCombinations`; of those that share columns, all together. */
function combinedColumns(rules: readonly ConstraintRule[]): string[][] {
  const groups: string[][] = []
  for (const rule of rules) {
    if (rule.kind !== 'fixedCombinations') continue
    const shared = groups.filter((group) => group.some((name) => rule.columns.includes(name)))
    const merged = new Set([...shared.flat(), ...rule.columns])
    for (const group of shared) groups.splice(groups.indexOf(group), 1)
    groups.push([...merged])
  }
  return groups
}
