// Owns which pages may be served over plain HTTP, by /ip/service/webserver.
import type { Router } from '../device/router.ts'

const path = '/ip/service/webserver'

/** Returns whether a page is served by a service; `property` allows it on `www`. Releases without that menu serve all. */
export const isPageServed =
  (property: string) =>
  (service: string, device: Router): boolean =>
    service !== 'www' || !device.menus.declared.has(path) || device.value(path, device.only(path), property) === true
