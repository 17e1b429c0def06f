/**
 * Texts that stand for a missing value wherever they occur. `None`, `-` and `.` are not among them: they are good
 * categories ("no basement", "none installed"), and missing only between numbers or dates.
 */
const strictTokens = ['', 'NA', '?', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'NULL', 'null', '\\N', '<NA>', 'NaT']

const looseTokens = [...strictTokens, 'None', 'none', '-', '--', '.', 'nil', '(null)']

const strict: ReadonlySet<string> = new Set(strictTokens)
const loose: ReadonlySet<string> = new Set(looseTokens)

/** Does `text` stand for a missing value in a column of categories or free text? */
export function isMissingText(text: string): boolean {
  return strict.has(text)
}

/** Does `text` stand for a missing value in a column of numbers, dates or truth values? */
export function isMissingAmongValues(text: string): boolean {
  return loose.has(text)
}

/** A missing token that `taken` does not hold, for columns whose missing cells had no text of their own. */
export function unusedMissingToken(taken: ReadonlySet<string>): string {
  const free = strictTokens.find((token) => !taken.has(token))
  if (free !== undefined) return free
  let token = 'NA'
  while (taken.has(token)) token = `_${token}`
  return token
}
