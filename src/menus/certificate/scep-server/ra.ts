// Owns /certificate/scep-server/ra: registration authorities, which forward their clients' requests to another authority.
import { createHash } from '../../../crypto.ts'
import { Failure } from '../../../diagnostic/failure.ts'
import type { CommandCall } from '../../../device/call.ts'
import type { Router } from '../../../device/router.ts'
import { rowsOf } from '../../../device/rows/row-numbers.ts'
import type { Change, Row } from '../../../schema/menu.ts'
import { reference, text, yesNo } from '../../../schema/property.ts'
import { noMatch } from '../../../schema/refusal.ts'
import { show } from '../../../value/show.ts'
import { Id, nil, Time, type Value } from '../../../value/value.ts'
import { menu } from '../../declaration.ts'
import { isPageServed } from '../../plain-page.ts'
import { refuseTaken } from '../../unique.ts'
import { enrolmentAttachment } from '../scep/enrolment-attachment.ts'
import {
  nextRegistrarDue,
  ownEnrolment,
  registrarsPath,
  registrarResponder,
  renewRegistrar,
  runDueRegistrars,
  pendingRegistrars,
} from '../scep/registrar.ts'
import { forgetRequests, serverOf } from '../scep/stored-requests.ts'
import { respond } from '../scep/responder.ts'
import { certificatePath, isTemplate } from '../parts/signed.ts'
import { refuseCard } from '../smart-card.ts'
import { day } from '../../../text/units.ts'

/**
 * `/certificate/scep-server/ra`. The defaults are those that devices returned to Terraform's provider: `fingerprint-algorithm=sha256`,
 * `ra-transaction-lifetime=1d`, `status=idle`.
 */
export const registrationAuthorities = menu({
  path: registrarsPath,
  kind: 'list',
  about: 'registration authorities: they enrol at a SCEP server and forward the requests that arrive at their path',
  name: 'name',
  properties: {
    name: { about: 'its name', type: text(), required: true },
    'server-url': { about: 'the SCEP server of the authority', type: text({ quoted: false }), required: true },
    template: { about: 'the template that it enrols with itself', type: reference(certificatePath), required: true },
    'challenge-password': { about: 'the password that the authority requires', type: text(), default: '', sensitive: true },
    'ca-identity': { about: 'which of the authorities of the server, where it has several', type: text(), default: '' },
    'fingerprint-algorithm': { about: 'how fingerprints of requests are hashed', type: 'facts', default: 'sha256' },
    'ra-path': { about: 'the path under which it answers: /scep/NAME', type: text({ quoted: false }), default: '' },
    'ra-transaction-lifetime': { about: 'how long a request may wait to be granted', type: 'facts', default: new Time(day) },
    'on-smart-card': { about: 'whether its key is on a smart card', type: yesNo, default: false },
    disabled: { type: yesNo, default: false },
    'smart-card-key': { type: yesNo, readOnly: true, default: false },
    'req-fingerprint': {
      type: text(),
      readOnly: true,
      value: (row, device) => fingerprint(device, row, ownEnrolment(row).parts.request?.der),
    },
    'ca-fingerprint': {
      type: text(),
      readOnly: true,
      value: (row, device) => fingerprint(device, row, ownEnrolment(row).authority?.ca.der),
    },
    status: {
      about: 'the state of its own enrolment',
      type: text({ quoted: false }),
      readOnly: true,
      value: (row) => ownEnrolment(row).parts.status,
    },
  },
  flags: [
    { letter: 'X', property: 'disabled' },
    { letter: 'C', property: 'smart-card-key' },
  ],
  columns: [{ property: 'name' }, { property: 'server-url' }, { property: 'template' }, { property: 'ra-path' }, { property: 'status' }],
  adding: (change, device) => check(change, device, undefined),
  setting(row, change, device) {
    check(change, device, row)
    // Another server or name: what was learned about the server is dropped.
    const store = device.storeAt(registrarsPath)
    const item = store.byId(row.id)
    if (item !== undefined && [...change.values.keys()].some((name) => fresh.has(name))) store.attach(item, undefined)
  },
  removing: (row, device) => forgetRequests(device, serverOf(registrarsPath, row)),
  web: {
    under: '/scep/',
    allowed: isPageServed('scep-plain'),
    answer(request, device) {
      const rows = device.storeAt(registrarsPath).items
      const row = rows.find(({ values }) => values.get('ra-path') === request.path && values.get('disabled') !== true)
      const responder = row && registrarResponder(device, row)
      return responder && respond(device, responder, request)
    },
  },
  timed: { next: nextRegistrarDue, run: runDueRegistrars, pending: pendingRegistrars },
  commands: {
    renew: {
      about: 'requests a new certificate of its own from the authority now',
      run(call: CommandCall): Value {
        for (const row of rowsOf(call)) renewRegistrar(call.device, row)
        return nil
      },
    },
  },
  attachmentFormat: enrolmentAttachment,
  examples: [
    {
      title: 'one in front of another device',
      transcript: `[admin@MikroTik] > /certificate add name=ra common-name=ra
[admin@MikroTik] > /certificate/scep-server/ra/add name=ra1 template=ra server-url=http://192.0.2.40/scep/ca ra-path=/scep/ra
[admin@MikroTik] > /certificate/scep-server/ra/print
Columns: NAME, SERVER-URL, TEMPLATE, RA-PATH, STATUS
# NAME  SERVER-URL                 TEMPLATE  RA-PATH   STATUS
0 ra1   http://192.0.2.40/scep/ca  ra        /scep/ra  failed
`,
    },
  ],
})

const fresh: ReadonlySet<string> = new Set(['server-url', 'template', 'ca-identity'])

function fingerprint(device: Router, row: Row, der: Uint8Array | undefined): string | undefined {
  const algorithm = show(device.kept(device.declared(registrarsPath), row, 'fingerprint-algorithm') ?? 'sha256')
  return der && createHash(algorithm).update(der).digest('hex')
}

function check({ values }: Change, device: Router, row: Row | undefined): void {
  refuseCard({ given: values }, 'on-smart-card')
  refuseTaken(device, registrarsPath, values.get('name'), row, 'failure: Name exists, please choose another!')
  const id = values.get('template')
  const template = id instanceof Id ? device.storeAt(certificatePath).byId(id.id) : undefined
  if (id !== undefined && (template === undefined || !isTemplate(template))) throw noMatch('template')
  const path = values.get('ra-path')
  // As with `scep-server`, the message is offbox's own.
  if (path !== undefined && show(path) !== '' && !show(path).startsWith('/scep/'))
    throw new Failure('failure: ra-path must begin with /scep/')
}
