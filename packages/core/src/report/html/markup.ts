/** Text that is HTML or SVG already. Only {@link markup} makes it, so that nothing from the data gets in unescaped. */
export interface Markup {
  readonly html: string
}

type Part = string | number | Markup | readonly Part[]

/** HTML from a template: strings put in are escaped, {@link Markup} is not, lists are joined. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let html = texts[0] ?? ''
  parts.forEach((part, i) => {
    html += write(part) + (texts[i + 1] ?? '')
  })
  return { html }
}

function write(part: Part): string {
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'html' in part ? part.html : part.map(write).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Safe in text and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
