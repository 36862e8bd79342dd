// Owns which services of the device listen, with which certificates, and which clients they accept.
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import type { Identity, Listener } from '../../../host/host.ts'
import { buildChain } from '../../../pki/chain.ts'
import type { MenuServices } from '../../../schema/menu-services.ts'
import { elements } from '../../../schema/property.ts'
import { show } from '../../../value/show.ts'
import { Id } from '../../../value/value.ts'
import { signedOf } from '../../certificate/parts/signed.ts'
import { isWithin } from '../../allowed-address.ts'

const certificates = '/certificate'
const path = '/ip/service'

const addressMenus: readonly string[] = ['/ip/address', '/ipv6/address']

/** The services that offbox serves besides SSH; others never listen. */
const modelled: readonly string[] = ['www', 'www-ssl', 'api', 'api-ssl']

const rowOf = (device: Router, name: string): StoredRow | undefined => device.storeAt(path).byName(name)

const isOn = (row: StoredRow): boolean => row.values.get('disabled') !== true

/** The hooks of `/ip/service` for the device: its listeners, the clients that each accepts (`address`), and the device's own addresses. */
export const services: MenuServices<Router> = {
  listeners: (device) =>
    modelled.flatMap((name) => {
      const row = rowOf(device, name)
      return row !== undefined && isOn(row) ? listenerOf(device, row, name) : []
    }),
  admits(service, from, device) {
    const row = rowOf(device, service)
    if (row === undefined || !isOn(row)) return false
    const allowed = elements(row.values.get('address') ?? '').map(show)
    return allowed.length === 0 || allowed.some((prefix) => isWithin(from, prefix))
  },
  addresses: (device) =>
    addressMenus.flatMap((at) => {
      const menu = device.menuAt(at)
      return menu === undefined ? [] : device.store(menu).items.map(({ values }) => show(values.get('address') ?? '').split('/')[0] ?? '')
    }),
}

function listenerOf(device: Router, row: StoredRow, service: string): Listener {
  const value = (name: string): string => show(device.value(path, row, name))
  const chosen = row.values.has('max-sessions') ? { chosen: true as const } : {}
  const plain = { service, port: Number(value('port')), maxConnections: Number(value('max-sessions')) || 20, ...chosen }
  if (!service.endsWith('-ssl')) return plain
  return { ...plain, tls: { identity: identityOf(device, row), versions: value('tls-version') === 'only-1.2' ? 'only-1.2' : 'any' } }
}

/** Returns the service's certificate with its issuers on the device, except the root: clients have that, or do not trust it. */
function identityOf(device: Router, row: StoredRow): Identity | undefined {
  const named = row.values.get('certificate')
  const rows = device.storeAt(certificates)
  const item = named instanceof Id ? rows.byId(named.id) : undefined
  const signed = item && signedOf(item)
  if (signed?.key === undefined) return undefined
  const [own, ...above] = buildChain(
    signed.certificate,
    rows.items.flatMap((other) => signedOf(other)?.certificate ?? []),
  ).path
  return own && { chain: [own, ...above.filter(({ selfIssued }) => !selfIssued)].map(({ der }) => der), key: signed.key }
}
