/** Work that is done again and again, never twice at once. */
export interface Periodic {
  start(): void
  /** Resolves when what is being done is done. */
  stop(): Promise<void>
}

export function createPeriodic(
  intervalMs: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Periodic {
  let timer: NodeJS.Timeout | null = null
  let last: Promise<unknown> = Promise.resolve()
  let isBusy = false
  return {
    start() {
      timer = setInterval(() => {
        if (isBusy) return
        isBusy = true
        last = work()
          .catch(onError)
          .finally(() => {
            isBusy = false
          })
      }, intervalMs)
    },
    async stop() {
      if (timer !== null) clearInterval(timer)
      await last
    },
  }
}
