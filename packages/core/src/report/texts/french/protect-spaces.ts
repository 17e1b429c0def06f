/** Lines do not break before French punctuation, which stands apart: its spaces become those that keep together. */
export function protectSpaces(text: string): string {
  return text
    .replaceAll(/ (?=[;!?%])/g, '\u202F')
    .replaceAll(/ (?=[:»])/g, '\u00A0')
    .replaceAll('« ', '«\u00A0')
}
