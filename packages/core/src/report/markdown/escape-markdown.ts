/** Everything that can begin markup or HTML wherever it stands; `@` and `:` because they make links of what stands around them. */
const special = /[\\`*_[\]<>|~&@]|:(?=\/)/g

/** What makes a list, a heading or a rule of a line that it begins. */
const opening = /^([-+#=]|\d+[.)])/

/** Spaces but those that keep together what they stand between. */
const spaces = /[^\S\u00A0\u202F]+/g

/** A text as Markdown shows it literally, in one line. */
export function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replace(spaces, ' ')
    .replace(special, (character) => `\\${character}`)
    .replace(opening, (start) => start.replace(/.$/, (last) => `\\${last}`))
}
