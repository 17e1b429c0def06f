import { z } from 'zod'

/** What the processes of `serve --processes` and the one that began them tell each other. */

/** From a process to the one that began it. */
export const processMessageSchema = z.discriminatedUnion('kind', [
  /** It answers requests. */
  z.object({ kind: z.literal('ready'), url: z.string() }),
  /** It wants the metrics of all others. */
  z.object({ kind: z.literal('ask metrics'), id: z.number() }),
  /** Its own metrics, as prom-client hands them over. */
  z.object({ kind: z.literal('own metrics'), id: z.string(), metrics: z.array(z.looseObject({})) }),
])
export type ProcessMessage = z.output<typeof processMessageSchema>

/** From the one that began it to a process. */
export const leaderMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tell metrics'), id: z.string() }),
  z.object({
    kind: z.literal('metrics of others'),
    id: z.number(),
    metrics: z.array(z.array(z.looseObject({}))),
  }),
  z.object({ kind: z.literal('stop') }),
])
export type LeaderMessage = z.output<typeof leaderMessageSchema>

/** Tells a process that it is one of several, and which: the first one does what one alone may do. */
export const processNumberVariable = 'TABRICATE_PROCESS_NUMBER'
