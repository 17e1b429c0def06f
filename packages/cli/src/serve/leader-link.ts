import type { ProcessMetrics } from '@tabricate/server'
import {
  type LeaderMessage,
  leaderMessageSchema,
  type ProcessMessage,
  processNumberVariable,
} from './process-messages.ts'

/** The way from a process of `serve --processes` to the one that began it. */
export interface LeaderLink {
  /** From 1. */
  readonly number: number
  tellReady(url: string): void
  metricsOfOthers(): Promise<readonly ProcessMetrics[]>
  /** Answers what the leader asks. */
  listen(parts: { readonly ownMetrics: () => Promise<ProcessMetrics>; readonly stop: () => void }): void
}

/** What of a process is needed for it. */
export interface LinkedProcess {
  readonly env: { readonly [name: string]: string | undefined }
  send?(message: ProcessMessage): boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

/** Null in a process that was begun by itself. */
export function linkToLeader(process: LinkedProcess): LeaderLink | null {
  const number = Number(process.env[processNumberVariable])
  const send = process.send?.bind(process)
  if (send === undefined || !Number.isInteger(number) || number < 1) return null
  const waiting = new Map<number, (metrics: readonly ProcessMetrics[]) => void>()
  let asked = 0
  const onMessage = (handle: (message: LeaderMessage) => void) =>
    process.on('message', (message) => {
      const read = leaderMessageSchema.safeParse(message)
      if (read.success) handle(read.data)
    })
  onMessage((message) => {
    if (message.kind !== 'metrics of others') return
    waiting.get(message.id)?.(message.metrics)
    waiting.delete(message.id)
  })
  return {
    number,
    tellReady: (url) => void send({ kind: 'ready', url }),
    metricsOfOthers: () =>
      new Promise((resolve) => {
        const id = ++asked
        waiting.set(id, resolve)
        send({ kind: 'ask metrics', id })
      }),
    listen({ ownMetrics, stop }) {
      // The leader is gone: nobody would end this process any more.
      process.on('disconnect', stop)
      onMessage((message) => {
        if (message.kind === 'stop') stop()
        if (message.kind !== 'tell metrics') return
        const { id } = message
        ownMetrics().then(
          (metrics) => send({ kind: 'own metrics', id, metrics: metrics.map((metric) => ({ ...metric })) }),
          () => send({ kind: 'own metrics', id, metrics: [] }),
        )
      })
    },
  }
}
