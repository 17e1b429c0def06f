// The console's service worker: shows what is pushed while no page is open, and opens the page that it is about. It fetches and keeps nothing.

self.addEventListener('push', (event) => {
  const { id, title, body, data } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, data, tag: `tabricate-${id}` }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(placeOf(event.notification.data)))
})

/** The address within the console of what a notification is about. */
function placeOf({ generation_id: generation, optimization_id: study, dataset_id: dataset }) {
  if (generation !== undefined) return `#/generations/${generation}`
  if (study !== undefined) return `#/studies/${study}`
  return dataset === undefined ? '#/notifications' : `#/datasets/${dataset}`
}

/** In a page that is open, where somebody is signed in; else in a new one. */
async function open(place) {
  const page = self.registration.scope.replace(/\/$/, '')
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const shown = windows.find(({ url }) => url.split('#')[0] === page)
  if (shown === undefined) return self.clients.openWindow(`${page}${place}`)
  shown.postMessage({ type: 'open', place })
  return shown.focus()
}
