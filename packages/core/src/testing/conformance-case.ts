/**
 * One named requirement of a conformance suite. Needs no test framework:
 *
 *     for (const { name, run } of testModel(myModel)) test(name, run)
 */
export interface ConformanceCase {
  readonly name: string
  /** Resolves when the requirement holds, rejects with a description of what does not. */
  run(): Promise<void>
}

/** Fails a case. */
export function ensure(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(message)
}

/** Fails a case unless both are the same data; typed arrays are compared element by element, NaN equals
 * NaN; the order of keys does not count. */
export function ensureSame(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [toText(actual), toText(expected)]
  if (a === b) return
  let at = 0
  while (a[at] === b[at]) at++
  const from = Math.max(0, at - 30)
  throw new Error(`${what} differs: …${a.slice(from, at + 40)}… instead of …${b.slice(from, at + 40)}…`)
}

function toText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Float32Array || part instanceof Float64Array) return Array.from(part, String)
    if (part instanceof Int8Array || part instanceof Int32Array || part instanceof Uint32Array)
      return [...part]
    if (typeof part === 'number' && !Number.isFinite(part)) return String(part)
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
