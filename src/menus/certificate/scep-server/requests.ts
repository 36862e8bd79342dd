// Owns /certificate/scep-server/requests: the requests to the device's SCEP servers, and granting them.
import { Failure } from '../../../diagnostic/failure.ts'
import type { CommandCall } from '../../../device/call.ts'
import type { Router } from '../../../device/router.ts'
import { rowsOf } from '../../../device/rows/row-numbers.ts'
import type { CertificateRequest } from '../../../pki/request.ts'
import { readRequest } from '../../../pki/request.ts'
import { readCertificate } from '../../../pki/certificate.ts'
import { readPem, writePem } from '../../../pki/pem.ts'
import type { SubjectField } from '../../../pki/name.ts'
import type { MenuProperty, Row } from '../../../schema/menu.ts'
import { choice, list, shown, text } from '../../../schema/property.ts'
import { ArrayValue, nil, type Value } from '../../../value/value.ts'
import { menu } from '../../declaration.ts'
import { moment } from '../../time-property.ts'
import { requestFingerprint } from '../scep/enrolment.ts'
import { firstEnd, forgetOld, Received, receivedOf, requestsPath, requestStatuses, statusOf } from '../scep/stored-requests.ts'
import { authorityNameOf, grant } from '../scep/grant.ts'

const requestProperty = (read: (request: CertificateRequest, row: Row) => Value | undefined, type = text()): MenuProperty<Router> => ({
  type,
  readOnly: true,
  value: (row) => {
    const received = receivedOf(row)
    return received && read(received.request, row)
  },
})
const part = (name: SubjectField): MenuProperty<Router> => requestProperty(({ subject }) => subject[name])

/** `/certificate/scep-server/requests`: one row for each request that clients sent, until it expires. */
export const scepRequests = menu({
  path: requestsPath,
  kind: 'list',
  unexported: true,
  about: 'requests to the SCEP servers of the device; those without a valid password are granted manually',
  properties: {
    authority: { type: shown(), readOnly: true, value: authorityNameOf },
    status: { type: choice(requestStatuses), readOnly: true },
    created: moment('created'),
    'transaction-id': { type: text(), readOnly: true },
    'req-fingerprint': requestProperty(requestFingerprint),
    'common-name': part('common-name'),
    country: part('country'),
    state: part('state'),
    locality: part('locality'),
    organization: part('organization'),
    unit: part('unit'),
    'subject-alt-name': requestProperty((request) => new ArrayValue([...request['subject-alt-name']]), list(shown())),
    'serial-number': { type: text(), readOnly: true, value: (row) => receivedOf(row)?.certificate?.['serial-number'] },
  },
  columns: [{ property: 'authority' }, { property: 'status' }, { property: 'created' }, { property: 'common-name' }],
  timed: { next: firstEnd, run: forgetOld },
  commands: {
    grant: {
      about: 'certifies waiting requests: clients get the certificate when they poll again',
      run(call: CommandCall): Value {
        for (const row of rowsOf(call)) {
          // The message is offbox's own: no transcript shows a device's.
          if (statusOf(row) !== 'pending') throw new Failure(`failure: request is ${statusOf(row)} already`)
          grant(call.device, row)
        }
        return nil
      },
    },
  },
  attachmentFormat: {
    save: (attachment): Readonly<Record<string, string>> =>
      attachment instanceof Received
        ? {
            request: writePem('CERTIFICATE REQUEST', attachment.request.der),
            ...(attachment.certificate === undefined ? {} : { certificate: writePem('CERTIFICATE', attachment.certificate.der) }),
          }
        : {},
    load: ({ request = '', certificate = '' }) => {
      const [der] = readPem(request)
      const [issued] = readPem(certificate)
      return der && new Received(readRequest(der.bytes), issued && readCertificate(issued.bytes))
    },
  },
  examples: [
    {
      title: 'no requests',
      transcript: `[admin@MikroTik] > :put [:len [/certificate/scep-server/requests/find where status=pending]]
0
`,
    },
  ],
})
