// Owns /ip/service: the fixed rows of the device's services, with their ports and certificates.
import { noted } from '../../schema/noted.ts'
import { noMatch } from '../../schema/refusal.ts'
import { choice, forms, integer, list, reference, shown, stored, text, yesNo } from '../../schema/property.ts'
import type { Row } from '../../schema/menu.ts'
import type { Router } from '../../device/router.ts'
import { show } from '../../value/show.ts'
import { Id, type Value } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { services as listening } from './service/listening.ts'

interface Service {
  readonly port: number
  readonly tls?: true
  /** Disabled on a new device. */
  readonly off?: true
}

/** Services with their ports; those with TLS have a certificate. */
const services: ReadonlyMap<string, Service> = new Map<string, Service>([
  ['ftp', { port: 21 }],
  ['ssh', { port: 22 }],
  ['telnet', { port: 23 }],
  ['www', { port: 80 }],
  ['hotspot', { port: 80 }],
  ['www-ssl', { port: 443, tls: true, off: true }],
  ['hotspot-ssl', { port: 443, tls: true }],
  ['reverse-proxy', { port: 443, tls: true, off: true }],
  ['winbox', { port: 8291 }],
  ['api', { port: 8728 }],
  ['api-ssl', { port: 8729, tls: true }],
])

const takesCertificate = (row: Row): boolean => services.get(show(row.values.get('name') ?? ''))?.tls === true

/** `/ip/service`: one row for each service; nothing can be added or removed. The ports of a release come from its facts. */
export const service = menu({
  path: '/ip/service',
  kind: 'fixed',
  about: 'services of the device; www, www-ssl, api, api-ssl and ssh listen where the user opens a port for them (`--listen`, `serve`)',
  name: 'name',
  properties: {
    name: { type: text(), readOnly: true },
    port: { type: 'facts' },
    proto: { type: shown(), readOnly: true, releases: '7.18..', value: () => 'tcp' },
    // Pages of 2.8 to 4.x show the whole internet, later ones nothing.
    address: { type: list(stored(shown(), forms.prefix)), default: (device) => (device.isRelease('..4.99') ? '0.0.0.0/0' : '') },
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
    'available-from': { type: list(stored(shown(), forms.prefix)), releases: '7.24..' },
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
  factory: (device) =>
    (device.choose(noted('/ip/service', ({ fixedRows }) => fixedRows) ?? [])?.names.split(' ') ?? []).map((name) => {
      const { port, off } = services.get(name) ?? { port: 0 }
      return { name, port, ...(off === true ? { disabled: true } : {}) }
    }),
  setting(row, change, device) {
    const certificate = change.values.get('certificate')
    if (certificate !== undefined && !(takesCertificate(row) && isUsable(certificate, device))) throw noMatch('certificate')
  },
  services: listening,
  examples: [
    {
      title: 'services',
      transcript: `[admin@MikroTik] > /ip/service/print
Flags: X - DISABLED
Columns: NAME, PORT, PROTO, CERTIFICATE, VRF, MAX-SESSIONS
#   NAME           PORT  PROTO  CERTIFICATE  VRF   MAX-SESSIONS
0   ftp              21  tcp                 main            20
1   ssh              22  tcp                 main            20
2   telnet           23  tcp                 main            20
3   www              80  tcp                 main            20
4 X www-ssl         443  tcp    none         main            20
5 X reverse-proxy   443  tcp    none         main            20
6   winbox         8291  tcp                 main            20
7   api            8728  tcp                 main            20
8   api-ssl        8729  tcp    none         main            20
[admin@MikroTik] > /ip/service/disable telnet,ftp
[admin@MikroTik] > :put [/ip/service/get telnet disabled]
true
`,
    },
    {
      title: 'a certificate needs its key',
      transcript: `[admin@MikroTik] > /ip/service/set www-ssl certificate=nobody
input does not match any value of certificate
[admin@MikroTik] > /certificate add name=www common-name=router.lan
[admin@MikroTik] > /certificate sign www
  progress: done

[admin@MikroTik] > /ip/service/set www-ssl certificate=www disabled=no
[admin@MikroTik] > /ip/service/print where name=www-ssl
Columns: NAME, PORT, PROTO, CERTIFICATE, VRF, MAX-SESSIONS
# NAME     PORT  PROTO  CERTIFICATE  VRF   MAX-SESSIONS
4 www-ssl   443  tcp    www          main            20
`,
    },
  ],
})

/** Whether a certificate has the private key that a service needs. */
function isUsable(certificate: Value, device: Router): boolean {
  if (!(certificate instanceof Id)) return true
  const row = device.storeAt('/certificate').byId(certificate.id)
  return row !== undefined && show(device.value('/certificate', row, 'private-key')) === 'true'
}
