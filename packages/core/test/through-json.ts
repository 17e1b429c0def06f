/** What is left of a value after it was saved as JSON and read again. */
export function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}
