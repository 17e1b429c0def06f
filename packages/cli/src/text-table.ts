/**
 * Text that comes from data, made safe for a terminal: control characters (they could move the cursor or hide text) become
 * `�`. Characters in `keep` stay.
 */
export function printable(text: string, keep = ''): string {
  return text.replace(/\p{Cc}/gu, (character) => (keep.includes(character) ? character : '�'))
}

export interface TextColumn {
  readonly title: string
  readonly align?: 'left' | 'right'
}

/** Rows as aligned columns with a title line. The last column is never padded. */
export function formatTextTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): string {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map((cell) => printable(cell)))]
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)))
  const lines = cells.map((row) =>
    columns
      .map(({ align = 'left' }, index) => {
        const cell = row[index] ?? ''
        return align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)
      })
      .join('  ')
      .trimEnd(),
  )
  return lines.join('\n')
}
