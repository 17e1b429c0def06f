/** `text` with what stands between `<!-- bench:name -->` and `<!-- /bench:name -->` replaced; an error where they are missing. */
export function replaceSection(text: string, name: string, section: string): string {
  const [opening, closing] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`]
  const start = text.indexOf(opening)
  const end = text.indexOf(closing)
  if (start < 0 || end < start) throw new Error(`The markers ${opening} and ${closing} are missing.`)
  const body = section === '' ? 'Not measured yet.' : section
  return `${text.slice(0, start + opening.length)}\n${body}\n${text.slice(end)}`
}
