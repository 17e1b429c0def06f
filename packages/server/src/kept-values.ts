/** Values by name, up to a number of them: then the one that was set longest ago goes. */
export interface KeptValues<Value> {
  get(name: string): Value | undefined
  set(name: string, value: Value): void
}

export function createKeptValues<Value>(most: number): KeptValues<Value> {
  const kept = new Map<string, Value>()
  return {
    get: (name) => kept.get(name),
    set(name, value) {
      kept.delete(name)
      kept.set(name, value)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    },
  }
}
