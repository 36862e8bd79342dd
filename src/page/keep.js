// Owns the page without a network: every file is kept when the page is first seen. `version` and `files` are put before this text by the build.
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
