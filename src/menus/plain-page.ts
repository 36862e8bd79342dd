// Owns which pages may be answered over plain HTTP: what /ip/service/webserver allows.
import type { Router } from '../device/router.ts'

const path = '/ip/service/webserver'

/** Whether a page is answered over a service, by the property that allows it on `www`. Before that menu came, all were. */
export const overPlain =
  (property: string) =>
  (service: string, device: Router): boolean =>
    service !== 'www' || !device.menus.has(path) || device.value(path, device.only(path), property) === true
