/** Everything that can begin markup or HTML wherever it stands; `@` and `:` because they make links of what stands around them. */
const special = /[\\`*_[\]<>|~&@]|:(?=\/)/g

/** What makes a list, a heading or a rule of a line that it begins. */
const opening = /^([-+#=]|\d+[.)])/

/** A text as Markdown shows it literally, in one line. */
export function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(special, (character) => `\\${character}`)
    .replace(opening, (start) => start.replace(/.$/, (last) => `\\${last}`))
}
