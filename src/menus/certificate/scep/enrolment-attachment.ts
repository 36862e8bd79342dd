// Owns the form of a SCEP client's state in a state file.
import { createPrivateKey } from '../../../crypto.ts'
import { readCertificate } from '../../../pki/certificate.ts'
import { readPem, writePem } from '../../../pki/pem.ts'
import { readRequest } from '../../../pki/request.ts'
import { wordsIn } from '../../../text/words.ts'
import { Enrolment, type KeyedCertificate, newEnrolment, type Status, type PendingRequest } from './enrolment.ts'

type Texts = Readonly<Record<string, string>>

/** How the state of a SCEP client is stored in a state file. */
export const enrolmentAttachment = {
  save(attachment: unknown): Texts {
    if (!(attachment instanceof Enrolment)) return {}
    const { url, identity, challenge, refresh, capabilities, authority, next, held, wanted, renews, request, status, failing } =
      attachment.parts
    const { retry, failedAttempts } = attachment.parts
    return {
      url,
      identity,
      challenge,
      refresh: refresh ? 'yes' : 'no',
      capabilities: [...capabilities].join(' '),
      status,
      ...(renews ? { renews: 'yes' } : {}),
      ...list(
        'authority',
        authority.map(({ der }) => der),
      ),
      ...list(
        'next',
        next.map(({ der }) => der),
      ),
      ...(held === undefined ? {} : pair('held', held)),
      ...(wanted === undefined
        ? {}
        : {
            ...pair('wanted', wanted.signer),
            'wanted-own': keyText(wanted.key),
            wanted: [wanted.kind, wanted.sent, wanted.since].join(' '),
          }),
      ...(request === undefined ? {} : { request: writePem('CERTIFICATE REQUEST', request.der) }),
      ...(failing === undefined ? {} : { failing: String(failing) }),
      ...(retry === undefined ? {} : { retry: String(retry) }),
      ...(failedAttempts === 0 ? {} : { fruitless: String(failedAttempts) }),
    }
  },
  load(parts: Texts): Enrolment {
    const { url = '', identity = '', challenge = '', capabilities = '', authority = '', next = '', failing, retry } = parts
    const request = blocksIn(parts['request'] ?? '').map(readRequest)[0]
    return newEnrolment({ url, identity, challenge, refresh: parts['refresh'] === 'yes' }).with({
      capabilities: new Set(wordsIn(capabilities)),
      authority: blocksIn(authority).map(readCertificate),
      next: blocksIn(next).map(readCertificate),
      held: readPair(parts, 'held'),
      wanted: readWanted(parts, request),
      renews: parts['renews'] === 'yes',
      request,
      status: statuses.find((word) => word === parts['status']) ?? 'idle',
      failing: failing === undefined ? undefined : BigInt(failing),
      retry: retry === undefined ? undefined : BigInt(retry),
      failedAttempts: Number(parts['fruitless'] ?? 0),
    })
  },
}

const statuses: readonly Status[] = ['idle', 'pending', 'failed']

const list = (name: string, ders: readonly Uint8Array[]): Texts =>
  ders.length === 0 ? {} : { [name]: ders.map((der) => writePem('CERTIFICATE', der)).join('') }
const blocksIn = (text: string): readonly Uint8Array[] => readPem(text).map(({ bytes }) => bytes)
const keyText = (key: KeyedCertificate['key']): string => writePem('PRIVATE KEY', key.export({ type: 'pkcs8', format: 'der' }))

const pair = (name: string, { certificate, key }: KeyedCertificate): Texts => ({
  [`${name}-certificate`]: writePem('CERTIFICATE', certificate.der),
  [`${name}-key`]: keyText(key),
})

function readPair(parts: Texts, name: string): KeyedCertificate | undefined {
  const [certificate] = blocksIn(parts[`${name}-certificate`] ?? '')
  const key = parts[`${name}-key`]
  return certificate === undefined || key === undefined
    ? undefined
    : { certificate: readCertificate(certificate), key: createPrivateKey(key) }
}

function readWanted(parts: Texts, request: PendingRequest['request'] | undefined): PendingRequest | undefined {
  const signer = readPair(parts, 'wanted')
  const key = parts['wanted-own']
  if (signer === undefined || key === undefined || request === undefined) return undefined
  const [kind, sent, since = '0'] = (parts['wanted'] ?? '').split(' ')
  return {
    signer,
    key: createPrivateKey(key),
    request,
    kind: kind === 'RenewalReq' ? kind : 'PKCSReq',
    sent: sent === 'true',
    since: BigInt(since),
  }
}
