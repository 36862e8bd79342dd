// Owns /certificate/scep-server: settings of servers; none of them answers.
import { Failure } from '../../diagnostic/failure.ts'
import type { Device } from '../../device/device.ts'
import type { Change } from '../../schema/menu.ts'
import { integer, interval, reference, text, yesNo } from '../../schema/property.ts'
import { noMatch } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { Id, Time } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { signedOf } from './signed.ts'

const certificates = '/certificate'
const second = 1_000_000_000n

export const scepServer = menu({
  path: '/certificate/scep-server',
  kind: 'list',
  about: 'SCEP servers: their settings are kept; none of them answers',
  properties: {
    'ca-cert': { type: reference(certificates), required: true },
    path: { type: text({ quoted: false }), required: true },
    'next-ca-cert': { type: reference(certificates, { words: ['none'] }), default: 'none' },
    'days-valid': { type: integer(0, 4_294_967_295), default: 365 },
    'request-lifetime': { type: interval({ from: 300n * second, to: 4_294_967_295n * second }), default: new Time(86_400n * second) },
    disabled: { type: yesNo, default: false },
  },
  flags: [{ letter: 'X', property: 'disabled' }],
  columns: [{ property: 'ca-cert' }, { property: 'path' }, { property: 'days-valid' }, { property: 'request-lifetime' }, { property: 'next-ca-cert' }],
  adding: check,
  setting: (_row, change, device) => check(change, device),
  examples: [
    {
      title: 'a server of an authority',
      transcript: `[admin@MikroTik] > /certificate add name=ca common-name=ca
[admin@MikroTik] > /certificate sign ca
  progress: done

[admin@MikroTik] > /certificate/scep-server/add ca-cert=ca path=/scep/one
[admin@MikroTik] > /certificate/scep-server/print
Columns: CA-CERT, PATH, DAYS-VALID, REQUEST-LIFETIME, NEXT-CA-CERT
# CA-CERT  PATH       DAYS-VALID  REQUEST-LIFETIME  NEXT-CA-CERT
0 ca       /scep/one         365  1d                none        
`,
    },
  ],
})

/** The CA has to be able to sign (C-64); the path begins with /scep/ (reference certificate.md, 1.2: the message is ours). */
function check({ values }: Change, device: Device): void {
  const ca = values.get('ca-cert')
  const row = ca instanceof Id ? device.store(device.declared(certificates)).byId(ca.id) : undefined
  if (ca !== undefined && (row === undefined || signedOf(row)?.issuer === undefined || signedOf(row)?.isAuthority !== true)) throw noMatch('ca-cert')
  const path = values.get('path')
  if (path !== undefined && !show(path).startsWith('/scep/')) throw new Failure('failure: path must begin with /scep/')
}
