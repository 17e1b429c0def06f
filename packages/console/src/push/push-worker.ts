// The console's service worker: shows what is pushed while no page is open, and opens the page that it is about. It fetches and keeps
// nothing. Its language is in its address: a page that is opened in another one registers it anew.
import { isLanguage } from '../messages/language-names.ts'
import { placeOf, pushNotice } from './push-notice.ts'
import type { WorkerScope } from './worker-scope.ts'

declare const self: WorkerScope

const asked = new URL(self.location.href).searchParams.get('language')
const language = isLanguage(asked) ? asked : 'en'

// Pages have nothing of it that could change under them.
self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))

self.addEventListener('push', (event) => {
  const { title, options } = pushNotice(event.data.json(), language)
  event.waitUntil(self.registration.showNotification(title, options))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(placeOf(event.notification.data)))
})

/** In a page that is open, where somebody is signed in; else in a new one. */
async function open(place: string): Promise<unknown> {
  const page = self.registration.scope.replace(/\/$/, '')
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const shown = windows.find(({ url }) => url.split('#')[0] === page)
  if (shown === undefined) return self.clients.openWindow(`${page}${place}`)
  shown.postMessage({ type: 'open', place })
  return shown.focus()
}
