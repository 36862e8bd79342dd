// Owns describing a certificate file to an agent: it is imported into a device and printed there.
import { Misuse } from '../../ide/mcp/given.ts'
import type { ToolReply } from '../../ide/mcp/agent-server.ts'
import type { Device } from '../../index.ts'
import type { Certificate } from '../../pki/certificate.ts'
import { readCertificateFile } from '../../pki/certificate-file.ts'
import type { PkiPart } from '../../pki/part.ts'
import { nameText } from '../../pki/name.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { counted } from '../../text/plural.ts'
import { inMilliseconds } from '../../text/units.ts'

const file = 'given.pem'

/** `text` is PEM, or DER in base64. Throws a Misuse for anything else. */
export function describeCertificateFile(device: Device, text: string, passphrase: string | undefined): ToolReply {
  const bytes = bytesOf(text)
  const { parts, form } = readCertificateFile(bytes, passphrase === undefined ? undefined : toBytes(passphrase))
  if (parts.length === 0) return { text: 'nothing that can be read: no certificate, request, CRL, key or PKCS#12', failed: true }
  const now = device.router.host.clock.now()
  device.router.files.write(file, bytes)
  const imported = device.invoke('/certificate/import', {
    given: { 'file-name': file, passphrase: passphrase ?? '', name: 'given' },
  })
  const output = imported.failure === undefined ? imported.output : `${imported.failure.message}\n`
  const rows = device.run('/certificate/print detail')
  return {
    text: [
      `${form}, ${counted(parts.length, 'part')}`,
      ...parts.map((part, at) => `${at + 1}. ${partText(part, now)}`),
      `RouterOS ${device.router.release.text}, /certificate/import:`,
      output.trimEnd(),
      rows.output.trimEnd(),
    ].join('\n'),
    failed: false,
  }
}

function bytesOf(text: string): Buffer {
  if (text.includes('-----BEGIN')) return Buffer.from(text, 'utf8')
  const joined = text.replaceAll(/\s/g, '')
  if (joined === '' || !/^[\w+/-]+=*$/.test(joined)) throw new Misuse('pem has to be PEM, or DER in base64')
  return Buffer.from(joined, 'base64')
}

function partText(part: PkiPart, now: bigint): string {
  switch (part.kind) {
    case 'certificate':
      return certificateText(part.certificate, now)
    case 'private-key':
      return `private key: ${part.key.asymmetricKeyType ?? 'of an unknown kind'}`
    case 'crl': {
      const { crl } = part
      const next = crl['next-update']
      const until = next === undefined ? 'open' : day(next)
      return `CRL of ${fromBytes(crl.issuer)}: ${crl.revoked.size} revoked, ${day(crl['last-update'])} .. ${until}`
    }
    case 'request': {
      const { request } = part
      const names = request['subject-alt-name'].map(fromBytes).join(',')
      return `request: ${subjectText(request.subject)}; key ${request['key-type'] ?? '?'} ${request['key-size']}; names ${names || 'none'}`
    }
    default:
      return `${part.kind}: ${fromBytes(part.error.message)}`
  }
}

function certificateText(certificate: Certificate, now: bigint): string {
  const from = certificate['invalid-before']
  const to = certificate['invalid-after']
  const time = now < from ? ' (not yet valid)' : now > to ? ' (expired)' : ''
  const lines = [
    `certificate: ${fromBytes(nameText(certificate.subjectAttributes)) || '(no subject)'}`,
    `issuer ${certificate.selfIssued ? '(itself)' : fromBytes(certificate.issuer)}`,
    `valid ${day(from)} .. ${day(to)}${time}`,
    `key ${certificate['key-type'] ?? '?'} ${certificate['key-size']}, ${certificate['digest-algorithm'] || 'no digest'}`,
    `names ${certificate['subject-alt-name'].map(fromBytes).join(',') || 'none'}`,
    `usage ${certificate['key-usage'].join(',') || 'any'}${certificate.isAuthority ? '; an authority' : ''}`,
    `serial ${certificate['serial-number']}`,
    `fingerprint ${certificate.fingerprint}`,
  ]
  return lines.join('; ')
}

const subjectText = (subject: object): string =>
  Object.entries(subject)
    .flatMap(([name, value]: [string, unknown]) => (typeof value === 'string' ? [`${name}=${fromBytes(value)}`] : []))
    .join(', ')

const day = (ns: bigint): string => new Date(inMilliseconds(ns)).toISOString().slice(0, 19).replace('T', ' ')
