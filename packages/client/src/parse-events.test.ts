import { expect, it } from 'vitest'
import { parseEvents, readLines, type ServerEvent } from './parse-events.ts'

/** The bytes of a text, cut into parts of so many. */
function streamOf(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size))
      controller.close()
    },
  })
}

const text =
  'retry: 2000\n\n: a comment\n\nid: 1\nevent: state\ndata: {"a":1}\n\ndata: é\ndata: zwei\r\n\r\nevent: empty\n\nid: 2\ndata\n\ndata: lost'

const events: readonly ServerEvent[] = [
  { id: '1', type: 'state', data: '{"a":1}' },
  { id: '1', type: 'message', data: 'é\nzwei' },
  { id: '2', type: 'message', data: '' },
]

it.each([1, 2, 3, 7, 1000])('events are read from parts of %i bytes', async (size) => {
  const read: ServerEvent[] = []
  for await (const event of parseEvents(streamOf(text, size))) read.push(event)
  expect(read).toEqual(events)
})

it('leaving the loop cancels the stream', async () => {
  let isCancelled = false
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('line\n'))
    },
    cancel() {
      isCancelled = true
    },
  })
  for await (const line of readLines(endless)) {
    expect(line).toBe('line')
    break
  }
  expect(isCancelled).toBe(true)
})
