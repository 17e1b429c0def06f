import type { Transition } from './runtime.ts'

/**
 * The state of a step from its transitions, by the names of their input nodes.
 *
 * @param kept inputs that the step only reads
 */
export function stateOf(
  transitions: readonly Transition[],
  kept: readonly Transition['value'][] = [],
): Record<string, Transition> {
  const all = [...transitions, ...kept.map((value) => ({ value, next: value }))]
  return Object.fromEntries(all.map((transition) => [nameOf(transition), transition]))
}

function nameOf({ value }: Transition): string {
  return value.op === 'input' ? value.attributes.name : ''
}
