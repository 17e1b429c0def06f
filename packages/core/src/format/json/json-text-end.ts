/**
 * Where a JSON text ends whose opening quote is at `from`: after its closing quote, or at the end of `json`. No regular expression: those
 * give up within texts of some megabytes.
 */
export function jsonTextEnd(json: string, from: number): number {
  for (let at = json.indexOf('"', from + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let backslashes = 0
    while (json.charCodeAt(at - 1 - backslashes) === 92) backslashes++
    if (backslashes % 2 === 0) return at + 1
  }
  return json.length
}
