// Owns /ip/service: the fixed rows of services that the device would offer, with the certificates that they name.
import { noMatch } from '../../schema/refusal.ts'
import { choice, integer, list, reference, shown, text, yesNo } from '../../schema/property.ts'
import type { Row } from '../../schema/menu.ts'
import type { Device } from '../../device/device.ts'
import { show } from '../../value/show.ts'
import { Id, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'

interface Service {
  readonly name: string
  readonly port: number
  readonly tls?: true
  /** Disabled on a new device. */
  readonly off?: true
  readonly releases?: string
}

/** Services in the order of 7.x listings, with their ports; those with TLS take a certificate. */
const services: readonly Service[] = [
  { name: 'ftp', port: 21 },
  { name: 'ssh', port: 22 },
  { name: 'telnet', port: 23 },
  { name: 'www', port: 80 },
  { name: 'www-ssl', port: 443, tls: true, off: true },
  { name: 'reverse-proxy', port: 443, tls: true, off: true, releases: '7.22..' },
  { name: 'winbox', port: 8291 },
  { name: 'api', port: 8728 },
  { name: 'api-ssl', port: 8729, tls: true },
]

/** 6.x lists them in another order. */
const orderOf6: readonly string[] = ['telnet', 'ftp', 'www', 'ssh', 'www-ssl', 'api', 'winbox', 'api-ssl']

const takesCertificate = (row: Row): boolean => services.some(({ name, tls }) => tls === true && name === row.values.get('name'))

export const service = menu({
  path: '/ip/service',
  kind: 'fixed',
  about: 'services of the device: their settings are kept; none of them listens',
  name: 'name',
  properties: {
    name: { type: text(), readOnly: true },
    port: { type: integer(1, 65535) },
    proto: { type: shown(), readOnly: true, releases: '7.18..', value: () => 'tcp' },
    address: { type: list(shown()), default: '' },
    certificate: {
      type: reference('/certificate', { words: ['none'] }),
      value: (row) => (takesCertificate(row) ? (row.values.get('certificate') ?? 'none') : undefined),
    },
    'tls-version': {
      type: choice(['any', 'only-1.2']),
      releases: '6.46..',
      value: (row) => (takesCertificate(row) ? (row.values.get('tls-version') ?? 'any') : undefined),
    },
    vrf: { type: shown(), default: 'main', releases: '7.1..' },
    'max-sessions': { type: integer(1, 1000), default: 20, releases: '7.16..' },
    disabled: { type: yesNo, default: false },
    invalid: { type: yesNo, readOnly: true, default: false },
    dynamic: { type: yesNo, readOnly: true, default: false, releases: '7.18..' },
    connection: { type: yesNo, readOnly: true, default: false, releases: '7.18..' },
  },
  flags: [
    { letter: 'D', property: 'dynamic', releases: '7.18..' },
    { letter: 'X', property: 'disabled' },
    { letter: 'I', property: 'invalid', shares: true },
    { letter: 'c', property: 'connection', releases: '7.18..' },
  ],
  columns: [
    { property: 'name' },
    { property: 'port' },
    { property: 'proto' },
    { property: 'address' },
    { property: 'certificate' },
    { property: 'vrf' },
    { property: 'max-sessions' },
  ],
  factory: (device) => {
    const there = services.filter(({ releases }) => device.holds(releases))
    const old = device.holds('..6.99')
    if (old) there.sort((a, b) => orderOf6.indexOf(a.name) - orderOf6.indexOf(b.name))
    return there.map(({ name, port, off }) => ({ name, port, ...(off === true ? { disabled: true } : {}) }))
  },
  setting(row, change, device) {
    const certificate = change.values.get('certificate')
    if (certificate !== undefined && !(takesCertificate(row) && isUsable(certificate, device))) throw noMatch('certificate')
  },
})

/** A service needs the private key of its certificate. */
function isUsable(certificate: Value, device: Device): boolean {
  if (!(certificate instanceof Id)) return true
  const row = device.store(device.declared('/certificate')).byId(certificate.id)
  return row !== undefined && show(device.value('/certificate', row, 'private-key')) === 'true'
}
