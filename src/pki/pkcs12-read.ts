// Owns reading PKCS#12 (RFC 7292), as DER or the BER of NSS: certificates, keys and CRLs in the order of the file.
import { createHash, createHmac, timingSafeEqual } from '../crypto.ts'
import { contextTag, type Der, Fields, inside, primitiveTag, readDer, tag } from './der-read.ts'
import { decrypt } from './encryption.ts'
import { readKeyDer } from './key-read.ts'
import { hashes, oid } from './oid.ts'
import { type PkiPart, certificatePart, crlPart, keyPart } from './part.ts'
import { Budget, type Secret, pkcs12Key, purpose, secretsOf } from './passphrase.ts'
import { PkiError, malformed } from './pki-error.ts'

/** The maximum depth of nested bags: the format allows nesting, but no known program uses it. */
const maxBagDepth = 8

/** Whether an element has the shape of a PKCS#12: version 3 and a ContentInfo. */
export function isPkcs12(der: Der): boolean {
  const [version, safe] = der.children
  return version?.tag === tag.integer && version.hex === '03' && safe?.tag === tag.sequence && safe.children[0]?.tag === tag.oid
}

/**
 * Returns the parts of a PKCS#12; those that the passphrase does not decrypt are `undecryptable`. `passphrase` is a byte string; undefined
 * is tried as ''. Throws a PkiError: `wrong passphrase` (`needs passphrase` where there was none) for a MAC that does not match,
 * `unsupported` for a signed file or a MAC whose digest is unknown or not in `macs` (all where absent), `limit`, `malformed`.
 */
export function readPkcs12(
  pfx: Der,
  passphrase: string | undefined,
  budget = new Budget(),
  macs?: ReadonlySet<string>,
): readonly PkiPart[] {
  const fields = new Fields(pfx, 'PKCS#12')
  fields.next(tag.integer)
  const safe = new Fields(fields.next(), 'PKCS#12')
  const kind = safe.next().oid
  if (kind !== oid.data) throw new PkiError('unsupported', kind === oid.signedData ? 'a PKCS#12 that is signed' : `a PKCS#12 of ${kind}`)
  const contents = inside(safe.next(contextTag(0))).octets
  const mac = fields.optional(tag.sequence)
  const secrets = secretsOf(passphrase ?? '')
  const fitting = mac === undefined ? secrets : secrets.filter((secret) => macFits(mac, contents, secret, budget, macs))
  if (fitting.length === 0)
    throw new PkiError(passphrase === undefined ? 'needs passphrase' : 'wrong passphrase', 'the MAC of the PKCS#12 does not fit')
  return readDer(contents)
    .expect(tag.sequence, 'PKCS#12')
    .children.flatMap((content) => {
      if (!budget.hasRoom()) return []
      return readContent(new Fields(content, 'PKCS#12 content'), fitting, passphrase, budget)
    })
}

function macFits(mac: Der, contents: Buffer, secret: Secret, budget: Budget, macs: ReadonlySet<string> | undefined): boolean {
  const fields = new Fields(mac, 'MAC')
  const info = new Fields(fields.next(), 'MAC')
  const id = new Fields(info.next(), 'MAC').next().oid
  const expected = info.next(tag.octetString).octets
  const salt = fields.next(tag.octetString).octets
  const rounds = fields.optional(tag.integer)?.number ?? 1
  const digest = hashes.get(id)
  if (digest === undefined || macs?.has(digest) === false) throw new PkiError('unsupported', `a MAC by ${id}`)
  // A MAC of another length matches no passphrase; deriving a key of its length would cost whatever the file asks for.
  const length = createHash(digest).digest().length
  if (expected.length !== length) throw malformed('a MAC that is not as long as its hash')
  const key = pkcs12Key(secret, salt, rounds, length, purpose.mac, digest, budget)
  return timingSafeEqual(createHmac(digest, key).update(contents).digest(), expected)
}

function readContent(content: Fields, secrets: readonly Secret[], passphrase: string | undefined, budget: Budget): readonly PkiPart[] {
  const kind = content.next().oid
  const wrapped = inside(content.next(contextTag(0)))
  if (kind === oid.data) return readBags(readDer(wrapped.octets), passphrase, budget, 0)
  if (kind !== oid.encryptedData) return [{ kind: 'undecryptable', error: new PkiError('unsupported', `a PKCS#12 content of ${kind}`) }]
  const data = new Fields(wrapped, 'encrypted data')
  data.next(tag.integer)
  const info = new Fields(data.next(), 'encrypted data')
  info.next(tag.oid)
  const algorithm = info.next(tag.sequence)
  const encrypted = info.optional(primitiveTag(0), contextTag(0))?.octets
  if (encrypted === undefined) throw malformed('encrypted data without any')
  let failure = new PkiError('wrong passphrase', 'the passphrase does not open it')
  for (const secret of secrets) {
    try {
      return readBags(readDer(decrypt(algorithm, encrypted, secret, budget)), passphrase, budget, 0)
    } catch (error) {
      if (!(error instanceof PkiError)) throw error
      // A wrong key yields garbage: that it is malformed is not reported as an error of the file.
      if (error.kind !== 'malformed') failure = error
    }
  }
  return [{ kind: 'undecryptable', error: failure }]
}

function readBags(bags: Der, passphrase: string | undefined, budget: Budget, depth: number): readonly PkiPart[] {
  if (depth > maxBagDepth) throw malformed('bags inside bags without end')
  return bags.expect(tag.sequence, 'PKCS#12 bags').children.flatMap((bag) => {
    if (!budget.hasRoom()) return []
    const fields = new Fields(bag, 'PKCS#12 bag')
    const kind = fields.next().oid
    const value = inside(fields.next(contextTag(0)))
    const name = friendlyName(fields.optional(tag.set))
    switch (kind) {
      case oid.keyBag:
        return [keyPart(readKeyDer(value.bytes, undefined, budget), name)]
      case oid.shroudedKeyBag:
        return [keyPart(readKeyDer(value.bytes, passphrase ?? '', budget), name)]
      case oid.certBag:
        return valueOf(value, oid.x509Certificate, (der) => certificatePart(der, name))
      case oid.crlBag:
        return valueOf(value, oid.x509Crl, crlPart)
      case oid.safeContentsBag:
        return readBags(value, passphrase, budget, depth + 1)
      default:
        // Secret bags and private kinds hold nothing that a certificate store keeps.
        return []
    }
  })
}

function valueOf(bag: Der, wanted: string, part: (der: Buffer) => PkiPart): readonly PkiPart[] {
  const fields = new Fields(bag, 'PKCS#12 bag')
  return fields.next().oid === wanted ? [part(inside(fields.next(contextTag(0))).octets)] : []
}

function friendlyName(attributes: Der | undefined): string {
  for (const attribute of attributes?.children ?? []) {
    const fields = new Fields(attribute, 'PKCS#12 attribute')
    if (fields.next().oid === oid.friendlyName) return fields.next(tag.set).children[0]?.text ?? ''
  }
  return ''
}
