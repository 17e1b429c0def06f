/** One server-sent event. */
export interface ServerEvent {
  /** Empty when the server gave none. */
  readonly id: string
  /** `message` when the server named none. */
  readonly type: string
  readonly data: string
}

/** Server-sent events as they arrive (HTML standard, section 9.2.6); one that is not complete at the end is dropped. */
export async function* parseEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  let id = ''
  let type = ''
  let data: string[] = []
  for await (const line of readLines(body)) {
    if (line === '') {
      if (data.length > 0) yield { id, type: type === '' ? 'message' : type, data: data.join('\n') }
      type = ''
      data = []
      continue
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data.push(value)
    else if (field === 'event') type = value
    else if (field === 'id' && !value.includes('\0')) id = value
  }
}

/** Lines of a stream of text, without their ends. Leaving the loop cancels the stream. */
export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    while (true) {
      const { done, value } = await reader.read()
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true })
      const lines = rest.split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      yield* lines
      if (done) {
        if (rest !== '') yield rest.replace(/\r$/, '')
        return
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
