/** Cardinality of a discrete column; one even when nothing was seen. */
export function codeCount(valueCount: number, hasMissing: boolean): number {
  return Math.max(1, valueCount + (hasMissing ? 1 : 0))
}

export function missingToo(hasMissing: boolean): string {
  return hasMissing ? ', missing is one more' : ''
}

/** `1 spike`, `2 spikes`. */
export function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
