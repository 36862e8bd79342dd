// Owns /certificate/scep-server: servers that certify clients, each at its path on the device's web services.
import { Failure } from '../../diagnostic/failure.ts'
import type { Router } from '../../device/router.ts'
import type { Change } from '../../schema/menu.ts'
import { integer, reference, text, yesNo } from '../../schema/property.ts'
import { noMatch } from '../../schema/refusal.ts'
import { show } from '../../value/show.ts'
import { Id, Time } from '../../value/value.ts'
import { menu } from '../declaration.ts'
import { isPageServed } from '../plain-page.ts'
import { authorityResponder, scepServersPath } from './scep/authority-responder.ts'
import { forgetRequests, serverOf } from './scep/stored-requests.ts'
import { respond } from './scep/responder.ts'
import { certificatePath, signedOf } from './parts/signed.ts'
import { day } from '../../text/units.ts'

/** `/certificate/scep-server`: one row for each SCEP server (RFC 8894) of the device. */
export const scepServer = menu({
  path: scepServersPath,
  kind: 'list',
  about: 'SCEP servers of authorities: answer under their paths on www and www-ssl',
  properties: {
    'ca-cert': { about: 'the authority that certifies requests', type: reference(certificatePath), required: true },
    path: { about: 'the path under which it answers: /scep/NAME', type: text({ quoted: false }), required: true },
    'next-ca-cert': { about: 'the authority that will take over', type: reference(certificatePath, { words: ['none'] }), default: 'none' },
    'days-valid': { about: 'for how many days certificates are valid', type: integer(0, 4_294_967_295), default: 365 },
    'request-lifetime': { about: 'how long a request may wait to be granted', type: 'facts', default: new Time(day) },
    disabled: { about: 'whether it does not answer', type: yesNo, default: false },
  },
  flags: [{ letter: 'X', property: 'disabled' }],
  columns: [
    { property: 'ca-cert' },
    { property: 'path' },
    { property: 'days-valid' },
    { property: 'request-lifetime' },
    { property: 'next-ca-cert' },
  ],
  adding: check,
  setting(row, change, device) {
    check(change, device)
    // The next authority takes over: clients of the previous one remain clients.
    const [ca, next, former] = [change.values.get('ca-cert'), row.values.get('next-ca-cert'), row.values.get('ca-cert')]
    if (ca instanceof Id && next instanceof Id && ca.id === next.id && former !== undefined) change.values.set('former-ca', former)
  },
  removing: (row, device) => forgetRequests(device, serverOf(scepServersPath, row)),
  web: {
    under: '/scep/',
    allowed: isPageServed('scep-plain'),
    answer(request, device) {
      const rows = device.storeAt(scepServersPath).items
      const row = rows.find(({ values }) => values.get('path') === request.path && values.get('disabled') !== true)
      const responder = row && authorityResponder(device, row)
      return responder && respond(device, responder, request)
    },
  },
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
    {
      title: 'a device enrols at itself',
      transcript: `[admin@MikroTik] > /certificate add name=ca common-name=ca key-usage=key-cert-sign,crl-sign
[admin@MikroTik] > /certificate sign ca
  progress: done

[admin@MikroTik] > /certificate/scep-server/add ca-cert=ca path=/scep/one
[admin@MikroTik] > /certificate add name=own common-name=own
[admin@MikroTik] > /certificate add-scep template=own scep-url=http://127.0.0.1/scep/one
[admin@MikroTik] > :put [/certificate get own status]
pending
[admin@MikroTik] > /certificate/scep-server/requests/print
Columns: AUTHORITY, STATUS, CREATED, COMMON-NAME
# AUTHORITY  STATUS   CREATED              COMMON-NAME
0 ca         pending  2024-11-20 12:00:00  own        
[admin@MikroTik] > /certificate/scep-server/requests/grant 0
[admin@MikroTik] > :delay 30s
[admin@MikroTik] > :put [/certificate get own status]
idle
[admin@MikroTik] > /certificate print proplist=name,common-name
Flags: K - PRIVATE-KEY; A - AUTHORITY; I - ISSUED; T - TRUSTED
Columns: NAME, COMMON-NAME
#      NAME      COMMON-NAME
0 KA T ca        ca         
1 K  T own       own        
2   I  issued_1  own        
`,
    },
  ],
})

/** The CA has to be able to sign (C-64); the path has to begin with /scep/ (the message is offbox's own). */
function check({ values }: Change, device: Router): void {
  const ca = values.get('ca-cert')
  const row = ca instanceof Id ? device.storeAt(certificatePath).byId(ca.id) : undefined
  if (ca !== undefined && (row === undefined || signedOf(row)?.issuer === undefined || signedOf(row)?.isAuthority !== true))
    throw noMatch('ca-cert')
  const path = values.get('path')
  if (path !== undefined && !show(path).startsWith('/scep/')) throw new Failure('failure: path must begin with /scep/')
}
