import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { TabricateError } from '../../errors.ts'
import { childMessageSchema, type ParentMessage } from './task-messages.ts'

/** Between asking a process to stop and SIGTERM, and between that and SIGKILL: together less than a second. */
const graceMs = 300

/** So often its memory is looked at. */
const memoryPollMs = 250

export interface RunInProcessOptions<Result> {
  /** A module that calls `serveTask`. */
  readonly entry: URL
  /** Plain data: JSON values, typed arrays, maps, sets. */
  readonly task: unknown
  /** Reads what the process answers at its end. */
  readonly readResult: (answer: unknown) => Result
  /** Resident memory above which it is ended, in MB (2²⁰ bytes). Default: no limit. */
  readonly memoryMb?: number
  /** Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv
  /** Is its standard output a pipe to be read? Default false: thrown away. */
  readonly pipeOutput?: boolean
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: unknown) => void
  /** Given the process once it runs, e.g. to read its output. */
  readonly onStart?: (child: ChildProcess) => void
}

export interface ProcessOutcome<Result> {
  readonly result: Result
  readonly peakMemoryBytes: number
}

/**
 * Runs a task in a process of its own: it cannot hold up this one, its memory can be capped, and it can be ended at any time. Told to stop, it
 * has 300 ms before SIGTERM, and 300 more before SIGKILL.
 * @throws what the signal was aborted with; TabricateError with what the process told, `MEMORY_LIMIT`, `DEFECT` when it ended without an answer
 */
export async function runInProcess<Result>(
  options: RunInProcessOptions<Result>,
): Promise<ProcessOutcome<Result>> {
  const { entry, task, memoryMb, env = process.env, pipeOutput = false, signal } = options
  signal?.throwIfAborted()
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', pipeOutput ? 'pipe' : 'ignore', 'pipe', 'ipc'],
    // The heap ends before the cap does: then the process can say so itself.
    execArgv:
      memoryMb === undefined ? [] : [`--max-old-space-size=${Math.max(128, Math.floor(memoryMb * 0.8))}`],
    env,
  })
  const send = (message: ParentMessage) => {
    if (child.connected) child.send(message, () => undefined)
  }
  const stop = stopper(child, () => send({ kind: 'cancel' }))
  signal?.addEventListener('abort', stop, { once: true })
  let peakMemoryBytes = 0
  const ending: { failure?: Error; answer?: { readonly value: unknown } } = {}

  const sawMemory = (bytes: number) => {
    peakMemoryBytes = Math.max(peakMemoryBytes, bytes)
    if (memoryMb === undefined || bytes <= memoryMb * 2 ** 20 || ending.failure !== undefined) return
    ending.failure = memoryError(memoryMb)
    child.kill('SIGKILL')
  }
  child.on('message', (message: unknown) => {
    const read = childMessageSchema.parse(message)
    switch (read.kind) {
      case 'progress':
        return options.onProgress?.(read.progress)
      case 'memory':
        return sawMemory(read.bytes)
      case 'done':
        ending.answer = { value: read.result }
        return
      case 'failed':
        ending.failure ??= new TabricateError(read.code, read.message, { issues: read.issues })
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
    signal?.throwIfAborted()
    if (ending.failure !== undefined) throw ending.failure
    if (ending.answer === undefined) throw died(how, errors(), memoryMb)
    return { result: options.readResult(ending.answer.value), peakMemoryBytes }
  } finally {
    clearInterval(poll)
    signal?.removeEventListener('abort', stop)
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

function died({ code, signal }: Ending, text: string, memoryMb: number | undefined): Error {
  if (/heap out of memory|allocation failed/i.test(text)) return memoryError(memoryMb)
  return new TabricateError(
    'DEFECT',
    `The process of a task ended with ${signal ?? `code ${code}`} and without an answer.\n${text}`,
  )
}

function memoryError(memoryMb: number | undefined): TabricateError {
  const limit =
    memoryMb === undefined ? 'memory than there is' : `than ${memoryMb} MB of memory, which is the limit`
  return new TabricateError(
    'MEMORY_LIMIT',
    `It needed more ${limit}. Use fewer rows or columns, or a smaller batch or model.`,
  )
}
