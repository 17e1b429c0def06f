import { Worker } from 'node:worker_threads'
import { TabricateError } from '@tabricate/core'
import { type Question, replySchema, type ThreadStart } from './pglite-thread-port.ts'

/** The embedded database, which runs in a thread: in this one it would hold up every request for as long as a query takes. */
export interface PgliteThread {
  /** Answers messages of PostgreSQL's protocol. */
  exchange(bytes: Uint8Array): Promise<Uint8Array>
  /** The whole database as a gzipped tar file. */
  dump(): Promise<Uint8Array>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** @throws TabricateError `RUNTIME_UNAVAILABLE` when the database does not start */
export async function startPgliteThread(entry: URL, start: ThreadStart): Promise<PgliteThread> {
  // None of this process's own options, such as resolve conditions: the thread runs what was built.
  const thread = new Worker(entry, { workerData: start, execArgv: [] })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let ended: Error | null = null

  const fail = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  thread.on('error', fail)
  thread.on('exit', () => fail(unavailable('The thread of the embedded database has ended.')))
  thread.on('message', (message: unknown) => {
    const { id, bytes, error } = replySchema.parse(message)
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error !== undefined) asked?.reject(unavailable(`The embedded database failed: ${error}`))
    else asked?.resolve(bytes ?? new Uint8Array(0))
  })

  const answerTo = (id: number) =>
    new Promise<Uint8Array>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
    })
  function ask(kind: Question['kind'], bytes?: Uint8Array): Promise<Uint8Array> {
    if (ended !== null) return Promise.reject(ended)
    const id = ++lastId
    const question: Question = { id, kind, ...(bytes && { bytes }) }
    const answer = answerTo(id)
    thread.postMessage(question)
    return answer
  }

  await answerTo(0)
  return {
    exchange: (bytes) => ask('protocol', bytes),
    dump: () => ask('dump'),
    async close() {
      if (ended !== null) return
      await ask('close')
      await thread.terminate()
    },
  }
}

function unavailable(message: string): TabricateError {
  return new TabricateError('RUNTIME_UNAVAILABLE', message)
}
