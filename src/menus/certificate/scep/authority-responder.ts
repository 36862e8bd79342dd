// Owns an authority's decisions as a SCEP server: it certifies requests with a password, after a grant, and renewals of its own clients.
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import { readCertificate, type Certificate } from '../../../pki/certificate.ts'
import { type CmsSigner, writeBundle } from '../../../pki/cms-signed.ts'
import { issue } from '../../../pki/issue.ts'
import { samePublicKey } from '../../../pki/key.ts'
import { resultOrError, PkiError } from '../../../pki/pki-error.ts'
import { readRequest, type CertificateRequest } from '../../../pki/request.ts'
import { readIssuerAndSerial } from '../../../pki/scep-message.ts'
import type { Digest } from '../../../pki/signature.ts'
import type { Row } from '../../../schema/menu.ts'
import { show } from '../../../value/show.ts'
import { Id, Time, type Value } from '../../../value/value.ts'
import { freeName } from '../../unique.ts'
import { authorityById, type SigningAuthority } from '../authority.ts'
import { listBy } from '../parts/authority-list.ts'
import { newCertificateValues } from '../contents.ts'
import { certificatePath, Signed, signedOf } from '../parts/signed.ts'
import { type RequestReceiver, lookUp, receive } from './receive.ts'
import { receivedOf, serverOf, setStatus, statusOf } from './stored-requests.ts'
import { type OpenedRequest, type ScepDecision, scepRefusal, type ScepResponder } from './responder.ts'

/** The menu of SCEP servers. */
export const scepServersPath = '/certificate/scep-server'
const passwords = '/certificate/scep-server/otp'

/** Returns the SCEP server of a row of `scep-server`; undefined where its authority is gone or cannot sign. */
export function authorityResponder(device: Router, server: Row): ScepResponder | undefined {
  const ca = authorityNamed(device, server.values.get('ca-cert'))
  if (ca === undefined) return undefined
  const next = authorityNamed(device, server.values.get('next-ca-cert'))
  const signer = ({ signed, issuer }: SigningAuthority): CmsSigner => ({ certificate: signed.certificate, key: issuer.key })
  return {
    signers: next === undefined ? [signer(ca)] : [signer(ca), signer(next)],
    certificates: [ca.signed.certificate],
    next: next?.signed.certificate,
    decide: (asked) => decide(device, server, ca, asked),
  }
}

const authorityNamed = (device: Router, value: Value | undefined): SigningAuthority | undefined =>
  value instanceof Id ? authorityById(device, value.id) : undefined

function decide(device: Router, server: Row, ca: SigningAuthority, asked: OpenedRequest): ScepDecision {
  switch (asked.type) {
    case 'PKCSReq':
      return first(device, server, ca, asked, 'begins')
    case 'RenewalReq':
    case 'UpdateReq':
      return renewal(device, server, ca, asked)
    case 'CertPoll':
      return polled(device, server, ca, asked)
    case 'GetCert':
      return found(device, ca, asked)
    case 'GetCRL':
      return list(device, ca)
  }
}

const receiverOf = (device: Router, server: Row, mayAct: RequestReceiver['mayAct']): RequestReceiver => ({
  server: serverOf(scepServersPath, server),
  lifetime: device.kept(device.declared(scepServersPath), server, 'request-lifetime'),
  mayAct,
})

/** Handles a request: one that is already stored is answered again, one with a valid password is granted, others wait. */
function first(device: Router, server: Row, ca: SigningAuthority, asked: OpenedRequest, what: 'begins' | 'renews'): ScepDecision {
  const entry = receive(
    device,
    receiverOf(device, server, (request) => what === 'renews' || mayActFor(asked, request, ca)),
    asked,
  )
  if ('failInfo' in entry) return entry
  const { row, request, isNew } = entry
  if (isNew && (what === 'renews' || usePassword(device, request.challengePassword))) {
    const failed = resultOrError(() => grantRequest(device, server, ca, row))
    if (failed instanceof PkiError) {
      setStatus(device, row, 'failed')
      return scepRefusal('badRequest', failed.message)
    }
  }
  return decisionOn(device, row)
}

/** Returns the decision on a stored request; a granted certificate that is returned becomes `issued`. */
function decisionOn(device: Router, row: StoredRow): ScepDecision {
  const certificate = receivedOf(row)?.certificate
  if (certificate === undefined)
    return statusOf(row) === 'pending' ? 'pending' : scepRefusal('badRequest', `the request is ${statusOf(row)}`)
  setStatus(device, row, 'issued')
  return { bundle: writeBundle({ certificates: [certificate.der] }) }
}

/** Certifies a waiting request: adds a row `issued_N` without key (transcript C-44), with the request's own subject. */
export function grantRequest(device: Router, server: Row, ca: SigningAuthority, row: StoredRow): void {
  const received = receivedOf(row)
  if (received === undefined) return
  const certificate = certify(device, server, ca, received.request)
  const store = device.storeAt(certificatePath)
  const item = store.add(
    new Map<string, Value>([
      ['name', freeName(device, certificatePath, 'issued_')],
      ['ca', new Id(ca.row.id)],
    ]),
  )
  store.attach(item, new Signed({ der: certificate.der, origin: 'issued' }, certificate))
  setStatus(device, row, 'granted', certificate)
}

function certify(device: Router, server: Row, ca: SigningAuthority, request: CertificateRequest): Certificate {
  const days = Number(show(device.kept(device.declared(scepServersPath), server, 'days-valid') ?? 0))
  const contents = {
    ...newCertificateValues(device, days, ca.row.id),
    subject: request.subjectName,
    spki: request.spki,
    'digest-algorithm': digests.find((digest) => digest === ca.signed.certificate['digest-algorithm']) ?? 'sha256',
    // Requests cannot create authorities: templates request these usages by default, and what devices issue to them is no authority (C-44).
    'key-usage': request['key-usage'].filter((usage) => usage !== 'key-cert-sign' && usage !== 'crl-sign'),
    'subject-alt-name': request['subject-alt-name'],
  }
  return readCertificate(issue(contents, ca.issuer))
}

const digests: readonly Digest[] = ['sha256', 'sha384', 'sha512']

/** Whether there is a valid password of that text; it is marked as used. */
function usePassword(device: Router, password: string): boolean {
  if (password === '') return false
  const store = device.storeAt(passwords)
  const now = device.host.clock.now()
  const match = store.sharing(['password'], new Map([['password', password]])).find(({ values }) => {
    const expires = values.get('expires')
    return values.get('used') !== true && expires instanceof Time && expires.ns > now
  })
  if (match !== undefined) store.set(match, 'used', true)
  return match !== undefined
}

/** Renews without a grant for a client with a valid certificate of this authority or its predecessor, under the same name. */
function renewal(device: Router, server: Row, ca: SigningAuthority, asked: OpenedRequest): ScepDecision {
  const { client } = asked
  const now = device.host.clock.now()
  const former = server.values.get('former-ca')
  const rows = [ca.row, ...(former instanceof Id ? [device.storeAt(certificatePath).byId(former.id)] : [])]
  const issuer = rows.find((row) => {
    const signed = row && signedOf(row)
    return signed !== undefined && client.signedBy(signed.certificate.publicKey)
  })
  if (issuer === undefined) return scepRefusal('badMessageCheck', 'not signed by a certificate of this CA')
  if (client['invalid-after'] < now || client['invalid-before'] > now)
    return scepRefusal('badTime', 'the certificate to be renewed is not valid now')
  const row = issuedBy(device, issuer, client['serial-number'])
  if (row === undefined || signedOf(row)?.revoked !== undefined)
    return scepRefusal('badCertId', 'the certificate to be renewed is revoked or gone')
  if (readRequest(asked.content).subjectName !== client.subjectName) return scepRefusal('badRequest', 'the request is for another subject')
  return first(device, server, ca, asked, 'renews')
}

/** Answers a client that polls. */
function polled(device: Router, server: Row, ca: SigningAuthority, asked: OpenedRequest): ScepDecision {
  const row = lookUp(
    device,
    receiverOf(device, server, (request) => mayActFor(asked, request, ca)),
    asked,
  )
  return 'failInfo' in row ? row : decisionOn(device, row)
}

/** Whether a client may act for a request: it has the key, or a certificate of this authority (a renewal, a registration authority). */
const mayActFor = ({ client }: OpenedRequest, request: CertificateRequest, ca: SigningAuthority): boolean =>
  samePublicKey(client.publicKey, request.publicKey) || client.signedBy(ca.signed.certificate.publicKey)

function found(device: Router, ca: SigningAuthority, { content }: OpenedRequest): ScepDecision {
  const { issuerName, serial } = readIssuerAndSerial(content)
  const row = issuerName === ca.signed.certificate.subjectName ? issuedBy(device, ca.row, serial) : undefined
  const signed = row && signedOf(row)
  return signed === undefined ? scepRefusal('badCertId', 'no such certificate') : { bundle: writeBundle({ certificates: [signed.der] }) }
}

function list(device: Router, ca: SigningAuthority): ScepDecision {
  const der = listBy(device, ca.row)
  return der === undefined ? scepRefusal('badRequest', 'this CA has no list') : { bundle: writeBundle({ crls: [der] }) }
}

function issuedBy(device: Router, ca: Row, serial: string): StoredRow | undefined {
  return device.storeAt(certificatePath).items.find((row) => {
    const issuer = row.values.get('ca')
    return issuer instanceof Id && issuer.id === ca.id && signedOf(row)?.certificate['serial-number'] === serial
  })
}
