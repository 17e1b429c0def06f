/** One record, and its row: the element's number in an array, or the line, both from 1. */
export interface JsonRecord {
  readonly value: unknown
  readonly row: number
}

/** A record may not be longer, in characters. */
export const maxRecordLength = 1 << 27
/** So many issues are gathered. */
export const maxJsonIssues = 100

/** What a parser said of a text that is no JSON, in short. */
export function jsonReason(cause: unknown): string {
  return cause instanceof Error ? cause.message.slice(0, 200) : String(cause)
}
