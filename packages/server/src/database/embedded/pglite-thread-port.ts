import { readFile } from 'node:fs/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { TabricateError } from '@tabricate/core'
import { z } from 'zod'

/** What the thread is started with. */
const startSchema = z.strictObject({
  /** A folder, or `memory://`. */
  directory: z.string(),
  /** A dump of an empty database to begin with, where the folder is new. */
  template: z.string().nullable(),
})
export type ThreadStart = z.infer<typeof startSchema>

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** To the thread: bytes of PostgreSQL's protocol, or a wish. */
export const questionSchema = z.strictObject({
  id: z.int(),
  kind: z.enum(['protocol', 'dump', 'close']),
  bytes: bytes.optional(),
})
export type Question = z.infer<typeof questionSchema>

/** From the thread. `id` 0 is the start. */
export const replySchema = z.strictObject({
  id: z.int(),
  bytes: bytes.optional(),
  error: z.string().optional(),
})
export type Reply = z.infer<typeof replySchema>

/** PGlite's defaults are made for a machine of its own; this one shares its memory. */
const startParameters = ['-c', 'shared_buffers=8MB']

/** Answers protocol messages from a PGlite of its own until it is told to close. Runs in a worker thread. */
export async function openThread(): Promise<void> {
  if (parentPort === null)
    throw new TabricateError('DEFECT', 'The database thread was not started as a thread.')
  const port: MessagePort = parentPort
  const reply = (answer: Reply) => port.postMessage(answer)
  const { directory, template } = startSchema.parse(workerData)
  const database = await PGlite.create(directory, {
    startParams: [...PGlite.defaultStartParams, ...startParameters],
    ...(template !== null && { loadDataDir: new Blob([await readFile(template)]) }),
  }).catch((error: unknown) => {
    reply({ id: 0, error: error instanceof Error ? error.message : String(error) })
    port.close()
    return null
  })
  if (database === null) return
  let last: Promise<void> = Promise.resolve()

  async function answer({ id, kind, bytes }: Question): Promise<void> {
    if (database === null) return
    switch (kind) {
      case 'protocol':
        return reply({ id, bytes: await database.execProtocolRaw(bytes ?? new Uint8Array(0)) })
      case 'dump': {
        const dump = await database.dumpDataDir('gzip')
        return reply({ id, bytes: new Uint8Array(await dump.arrayBuffer()) })
      }
      case 'close':
        await database.close()
        reply({ id })
        return port.close()
      default:
        return kind satisfies never
    }
  }

  port.on('message', (message: unknown) => {
    const question = questionSchema.parse(message)
    last = last
      .then(() => answer(question))
      .catch((error: unknown) =>
        reply({ id: question.id, error: error instanceof Error ? error.message : String(error) }),
      )
  })
  reply({ id: 0 })
}
