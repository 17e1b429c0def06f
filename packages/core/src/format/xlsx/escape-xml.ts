export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** XML is packed in pieces of about so many characters. */
export const pieceLength = 65_536

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** What XML cannot hold or would change, halves of surrogate pairs included, and the underscore that begins an escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unsafe = /[&<>"\0-\x08\x0b-\x1f\ufffe\uffff]|\p{Surrogate}|_(?=x[0-9a-f]{4}_)/giu

/** A text within XML; where XML has no means, by the format's own escapes, as `_x000D_` (ECMA-376, 22.9.2.19). */
export function escapeXml(text: string): string {
  return text.replace(unsafe, (found) => {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return entities[found] ?? `_x${code}_`
  })
}
