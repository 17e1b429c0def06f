import type { Client } from '@tabricate/client'
import type { Language } from '../messages/language-names.ts'
import { pageSettings } from '../page-settings.ts'

/** Whether this browser can be told of something while no page is open. It needs HTTPS, or the own machine. */
export const canPush = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

const scope = `${pageSettings.basePath}/console/`

/** The worker reads its language there; another address is another worker for the same subscription. */
const workerAddress = (language: Language) => `${scope}push-worker.js?language=${language}`

/** This browser's subscription; null when there is none. */
export async function currentPush(): Promise<PushSubscription | null> {
  if (!canPush) return null
  const registration = await navigator.serviceWorker.getRegistration(scope)
  return (await registration?.pushManager.getSubscription()) ?? null
}

/** Why notifications cannot come to this browser. */
export class PushRefused extends Error {}

/**
 * Has notifications pushed to this browser.
 * @throws PushRefused when the person, or the browser's settings, do not allow it; ApiError
 */
export async function startPush(client: Client, language: Language): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushRefused()
  const { public_key: applicationServerKey } = await client.get('/notifications/push-key')
  await navigator.serviceWorker.register(workerAddress(language), { scope })
  const { pushManager } = await ready(scope)
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  const { p256dh, auth } = subscription.toJSON().keys ?? {}
  if (p256dh === undefined || auth === undefined) throw new Error('The subscription has no keys.')
  await client.post('/users/push-token', {
    body: { platform: 'web', subscription: { endpoint: subscription.endpoint, keys: { p256dh, auth } } },
  })
}

/** Has what is pushed from now on told in this language, where anything is. */
export async function setPushLanguage(language: Language): Promise<void> {
  if (canPush && (await navigator.serviceWorker.getRegistration(scope)) !== undefined)
    await navigator.serviceWorker.register(workerAddress(language), { scope })
}

/** The registration, once its worker runs: before that, nothing can be subscribed. */
async function ready(place: string): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.getRegistration(place)
  if (registration === undefined) throw new Error('The service worker is not there.')
  const worker = registration.installing ?? registration.waiting
  if (registration.active === null && worker !== null)
    await new Promise<void>((resolve) => {
      worker.addEventListener('statechange', () => worker.state === 'activated' && resolve())
    })
  return registration
}

/** Nothing is pushed to this browser any more: the push service tells the platform so when it tries next. */
export async function stopPush(): Promise<void> {
  await (await currentPush())?.unsubscribe()
}

/** Opens in this page what a notification was clicked for. */
export function followPushed(open: (place: string) => void): () => void {
  if (!canPush) return () => undefined
  const listen = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'object' && data !== null && 'place' in data && typeof data.place === 'string')
      open(data.place.replace(/^#/, ''))
  }
  navigator.serviceWorker.addEventListener('message', listen)
  // Without this, messages to a page that the worker does not control wait.
  navigator.serviceWorker.startMessages()
  return () => navigator.serviceWorker.removeEventListener('message', listen)
}
