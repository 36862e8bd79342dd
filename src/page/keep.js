// Owns the service worker: caches all files at the first visit, for use without a network. The build prepends `version` and `files`.
self.addEventListener('install', (event) => {
  const own = files.filter((name) => name !== 'index.html').concat('./')
  event.waitUntil(
    caches
      .open(version)
      .then((cache) => cache.addAll(own))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((kept) => kept ?? fetch(event.request)))
})
