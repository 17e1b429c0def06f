/** Names that are listed at most. */
const maxListed = 20

/**
 * What follows "there is no …": the names that there are, and the one that was probably meant.
 * @returns `did you mean "age"? There are age, sex, income`
 */
export function knownNames(given: string, names: readonly string[]): string {
  const close = closestName(given, names)
  const shown = names.slice(0, maxListed).join(', ')
  const more = names.length > maxListed ? ` and ${names.length - maxListed} more` : ''
  const list = names.length === 0 ? 'there are none' : `there are ${shown}${more}`
  return close === undefined ? list : `did you mean "${close}"? ${list.replace(/^t/, 'T')}`
}

/** The name that differs by the fewest letters; undefined when all differ by more than a third of theirs. */
export function closestName(given: string, names: readonly string[]): string | undefined {
  let closest: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const name of names) {
    const distance = editDistance(given.toLowerCase(), name.toLowerCase())
    if (distance < least && distance <= Math.max(given.length, name.length) / 3)
      [closest, least] = [name, distance]
  }
  return closest
}

/** Letters that are put in, left out, exchanged, or swapped with the next one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    ;[beforeLast, last] = [last, row]
  }
  return last[b.length] ?? 0
}
