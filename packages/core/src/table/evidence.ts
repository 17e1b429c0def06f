/** `32561` → `32,561`. */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `all 1,000 values are`, or `957 of 1,000 values are` when the others are missing. */
export function valuesAre(present: number, total: number): string {
  const verb = total === 1 ? 'value is' : 'values are'
  return present === total
    ? `all ${counted(total)} ${verb}`
    : `${counted(present)} of ${counted(total)} ${verb}`
}

/** `, 43 are missing ("NA")`, or nothing. */
export function missingPart(count: number, token: string | null): string {
  if (count === 0) return ''
  const shown = token === null ? '' : token === '' ? ' (empty)' : ` (${JSON.stringify(token)})`
  return `, ${counted(count)} ${count === 1 ? 'is' : 'are'} missing${shown}`
}

/** How many different numbers there are, NaN left out; counting stops beyond `limit`. */
export function countDistinct(values: Float64Array, limit: number): number {
  const seen = new Set<number>()
  for (const value of values) {
    if (Number.isNaN(value)) continue
    seen.add(value)
    if (seen.size > limit) break
  }
  return seen.size
}
