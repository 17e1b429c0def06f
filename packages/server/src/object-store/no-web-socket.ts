import { TabricateError } from '@tabricate/core'

/**
 * Stands where Supabase's client wants a WebSocket: Node 20 has none, and the client does not begin without. The store listens to
 * nothing, so none is ever opened.
 */
export class NoWebSocket {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  readonly readyState = 3
  readonly url = ''
  readonly protocol = ''
  onopen = null
  onmessage = null
  onclose = null
  onerror = null

  constructor() {
    throw new TabricateError('DEFECT', 'The store of files does not listen to changes.')
  }

  close(): void {}
  send(): void {}
  addEventListener(): void {}
  removeEventListener(): void {}
}
