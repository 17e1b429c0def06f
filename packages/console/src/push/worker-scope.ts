import type { PushMessage, PushSubject } from './push-notice.ts'

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface WorkerEvents {
  readonly install: ExtendableEvent
  readonly push: ExtendableEvent & { readonly data: { json(): PushMessage } }
  readonly notificationclick: ExtendableEvent & {
    readonly notification: { readonly data: PushSubject; close(): void }
  }
}

interface WindowClient {
  readonly url: string
  postMessage(message: object): void
  focus(): Promise<unknown>
}

/** What is used of the scope of a service worker: TypeScript has its types only in place of those of pages. */
export interface WorkerScope {
  readonly location: { readonly href: string }
  readonly registration: Pick<ServiceWorkerRegistration, 'scope' | 'showNotification'>
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>
    openWindow(address: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener<Name extends keyof WorkerEvents>(
    name: Name,
    listener: (event: WorkerEvents[Name]) => void,
  ): void
}
