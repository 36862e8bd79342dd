// Owns the computed properties of /ip/firewall/connection/tracking: whether connections are tracked.
import type { Router } from '../../../../device/router.ts'
import { show } from '../../../../value/show.ts'
import { extend } from '../../../declaration.ts'

/** Whether connections are tracked: where it is enabled, and with `auto` as soon as there is a rule (the manual). */
function tracks(device: Router, family: 'ip' | 'ipv6'): boolean {
  const path = '/ip/firewall/connection/tracking'
  const enabled = show(device.value(path, device.only(path), 'enabled'))
  if (enabled === 'yes' || enabled === 'no' || enabled === 'true' || enabled === 'false') return enabled === 'yes' || enabled === 'true'
  return ['filter', 'nat', 'mangle'].some((table) => {
    const menu = device.menuAt(`/${family}/firewall/${table}`)
    return menu !== undefined && device.store(menu).items.some(({ values }) => values.get('disabled') !== true)
  })
}

/** The computed properties `active-ipv4` and `active-ipv6`. */
export const tracking = extend('/ip/firewall/connection/tracking', {
  computed: { 'active-ipv4': (_row, device) => tracks(device, 'ip'), 'active-ipv6': (_row, device) => tracks(device, 'ipv6') },
})
