// Owns small properties of menus below /ip and /system/ntp that follow from what was set.
import type { Router } from '../../device/router.ts'
import { readIp, readIp6 } from '../../value/address.ts'
import { show } from '../../value/show.ts'
import { extend } from '../declaration.ts'

const typeOf = ({ values }: { readonly values: ReadonlyMap<string, Parameters<typeof show>[0]> }): string => show(values.get('type') ?? '')

export const hotspotBinding = extend('/ip/hotspot/ip-binding', {
  computed: { bypassed: (row) => typeOf(row) === 'bypassed', blocked: (row) => typeOf(row) === 'blocked' },
})

/** The side that only answers. */
export const ipsecPeer = extend('/ip/ipsec/peer', {
  computed: { responder: ({ values }) => values.get('passive') === true || values.get('passive') === 'yes' },
})

/** Whether connections of IPv4 are followed: where it was asked for, and with `auto` as soon as a rule is there (the manual). */
function tracks(device: Router, family: 'ip' | 'ipv6'): boolean {
  const path = '/ip/firewall/connection/tracking'
  const enabled = show(device.value(path, device.only(path), 'enabled'))
  if (enabled === 'yes' || enabled === 'no' || enabled === 'true' || enabled === 'false') return enabled === 'yes' || enabled === 'true'
  return ['filter', 'nat', 'mangle'].some((table) => {
    const menu = device.menuAt(`/${family}/firewall/${table}`)
    return menu !== undefined && device.store(menu).items.some(({ values }) => values.get('disabled') !== true)
  })
}

export const tracking = extend('/ip/firewall/connection/tracking', {
  computed: { 'active-ipv4': (_row, device) => tracks(device, 'ip'), 'active-ipv6': (_row, device) => tracks(device, 'ipv6') },
})

/** A server that was given by its address is that; a name is looked up by the client, which asks nobody here. */
export const ntpServers = extend('/system/ntp/client/servers', {
  computed: {
    'resolved-address': ({ values }) => {
      const address = show(values.get('address') ?? '')
      return readIp(address) === undefined && readIp6(address) === undefined ? undefined : address
    },
  },
})
