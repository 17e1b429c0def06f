import { Agent, request } from 'node:http'

/** What a load of requests met. Times in milliseconds, from when a request was due: a server that falls behind is not spared. */
export interface LoadFigures {
  readonly requestsPerSecond: number
  readonly median: number
  readonly p99: number
  readonly greatest: number
  /** Answers other than 200, and requests without one. */
  readonly failures: number
}

/** Sends requests at a fixed rate, whether earlier ones are answered or not, and forgets those of the warm-up. */
export async function openLoad(options: {
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly rate: number
  readonly seconds: number
  readonly warmUpSeconds: number
}): Promise<LoadFigures> {
  const { url, headers, rate, seconds, warmUpSeconds } = options
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  const latencies: number[] = []
  let failures = 0
  const pending = new Set<Promise<void>>()
  const start = performance.now()

  const send = (dueMs: number) => {
    const isCounted = dueMs >= warmUpSeconds * 1000
    const answered = get(url, headers, agent).then((status) => {
      if (!isCounted) return
      if (status === 200) latencies.push(performance.now() - start - dueMs)
      else failures++
    })
    pending.add(answered)
    void answered.finally(() => pending.delete(answered))
  }

  const total = rate * (seconds + warmUpSeconds)
  await new Promise<void>((resolve) => {
    let sent = 0
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * rate))
      for (; sent < due; sent++) send((sent / rate) * 1000)
      if (sent < total) return
      clearInterval(timer)
      resolve()
    }, 2)
  })
  await Promise.all(pending)
  const measuredSeconds = (performance.now() - start) / 1000 - warmUpSeconds
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? Number.NaN
  return {
    requestsPerSecond: latencies.length / Math.max(seconds, measuredSeconds),
    median: at(0.5),
    p99: at(0.99),
    greatest: at(1),
    failures,
  }
}

/** The status of the answer, once it is read; 0 without one. */
function get(url: string, headers: { readonly [name: string]: string }, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, { headers, agent }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', () => resolve(0))
    sent.end()
  })
}
