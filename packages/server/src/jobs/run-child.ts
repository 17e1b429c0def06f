import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { type Json, TabricateError, toJson } from '@tabricate/core'
import { z } from 'zod'
import type { ParentMessage, Task, TaskResults } from './child-messages.ts'

/** Between asking a process to stop and SIGTERM, and between that and SIGKILL: together less than a second. */
const graceMs = 300

/** So often its memory is looked at. */
const memoryPollMs = 250

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), progress: z.unknown() }),
  z.object({ kind: z.literal('memory'), bytes: z.number() }),
  z.object({ kind: z.literal('done'), result: z.unknown() }),
  z.object({
    kind: z.literal('failed'),
    code: z.string(),
    message: z.string(),
    issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })),
  }),
])

export interface ChildOptions<Kind extends Task['kind']> {
  readonly entry: URL
  readonly task: Extract<Task, { readonly kind: Kind }>
  /** Reads what the process answers at its end. */
  readonly result: z.ZodType<TaskResults[Kind]>
  readonly memoryMb: number
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Json) => void
  /** Given the process once it runs, e.g. to read its output. */
  readonly onStart?: (child: ChildProcess) => void
}

export interface ChildOutcome<Result> {
  readonly result: Result
  readonly peakMemoryBytes: number
}

/** A failure that a process told of; `code` is one of core's. */
export class TaskFailed extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Runs a task in a process of its own: it cannot hold up this one, its memory is capped, and it can be ended at any time. Told to stop,
 * it has 300 ms before SIGTERM, and 300 more before SIGKILL.
 * @throws what the signal was aborted with; TaskFailed with what the process told
 */
export async function runChild<Kind extends Task['kind']>(
  options: ChildOptions<Kind>,
): Promise<ChildOutcome<TaskResults[Kind]>> {
  const { entry, task, memoryMb, signal } = options
  signal.throwIfAborted()
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', task.kind === 'stream' ? 'pipe' : 'ignore', 'pipe', 'ipc'],
    // The heap ends before the cap does: then the process can say so itself.
    execArgv: [`--max-old-space-size=${Math.max(128, Math.floor(memoryMb * 0.8))}`],
    // Nothing of this process's environment, which holds secrets, is handed on.
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', TZ: process.env['TZ'] },
  })
  const send = (message: ParentMessage) => {
    if (child.connected) child.send(message, () => undefined)
  }
  const stop = stopper(child, () => send({ kind: 'cancel' }))
  signal.addEventListener('abort', stop, { once: true })
  let peakMemoryBytes = 0
  const ending: { failure?: Error; answer?: { readonly value: unknown } } = {}

  const sawMemory = (bytes: number) => {
    peakMemoryBytes = Math.max(peakMemoryBytes, bytes)
    if (bytes > memoryMb * 2 ** 20 && ending.failure === undefined) {
      ending.failure = new TaskFailed('MEMORY_LIMIT', memoryMessage(memoryMb))
      child.kill('SIGKILL')
    }
  }
  child.on('message', (message: unknown) => {
    const read = messageSchema.parse(message)
    switch (read.kind) {
      case 'progress':
        return options.onProgress?.(toJson(read.progress))
      case 'memory':
        return sawMemory(read.bytes)
      case 'done':
        ending.answer = { value: read.result }
        return
      case 'failed':
        ending.failure ??= new TaskFailed(read.code, read.message)
        return
      default:
        return read satisfies never
    }
  })
  const errors = lastText(child)
  const poll = setInterval(() => {
    residentBytes(child.pid).then(
      (bytes) => bytes !== null && sawMemory(bytes),
      () => undefined,
    )
  }, memoryPollMs)

  try {
    options.onStart?.(child)
    send({ kind: 'task', task })
    const how = await ended(child)
    signal.throwIfAborted()
    if (ending.failure !== undefined) throw ending.failure
    if (ending.answer === undefined) throw died(how, errors(), memoryMb)
    return { result: options.result.parse(ending.answer.value), peakMemoryBytes }
  } finally {
    clearInterval(poll)
    signal.removeEventListener('abort', stop)
  }
}

interface Ending {
  readonly code: number | null
  readonly signal: string | null
}

function ended(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
}

/** Asks, then terminates, then kills. */
function stopper(child: ChildProcess, ask: () => void): () => void {
  return () => {
    ask()
    const timers = [
      setTimeout(() => child.kill('SIGTERM'), graceMs),
      setTimeout(() => child.kill('SIGKILL'), 2 * graceMs),
    ]
    child.on('close', () => timers.forEach(clearTimeout))
  }
}

/** The end of what a process wrote to standard error. */
function lastText(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (part: Buffer) => {
    text = (text + part.toString()).slice(-4000)
  })
  return () => text
}

/** Resident memory of a process, where the system tells: a busy process cannot say it itself. */
async function residentBytes(pid: number | undefined): Promise<number | null> {
  if (pid === undefined || process.platform !== 'linux') return null
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(status)
  return match === null ? null : Number(match[1]) * 1024
}

function died({ code, signal }: Ending, text: string, memoryMb: number): Error {
  if (/heap out of memory|allocation failed/i.test(text))
    return new TaskFailed('MEMORY_LIMIT', memoryMessage(memoryMb))
  return new TabricateError(
    'DEFECT',
    `The process of a job ended with ${signal ?? `code ${code}`} and without an answer.\n${text}`,
  )
}

function memoryMessage(memoryMb: number): string {
  return `It needed more than ${memoryMb} MB of memory, which is the limit. Use fewer rows or columns, or a smaller batch or model.`
}
