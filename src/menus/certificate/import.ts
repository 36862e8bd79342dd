// Owns importing one file: adding its certificates as rows, matching keys to certificates, and counting.
import type { KeyObject } from '../../crypto.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { isOn, givenText, type CommandCall } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import type { StoredRow, Store } from '../../device/rows/store.ts'
import type { Certificate } from '../../pki/certificate.ts'
import { readCertificateFile } from '../../pki/certificate-file.ts'
import { keyIdentifier, spkiOf } from '../../pki/key.ts'
import { noMatch } from '../../schema/refusal.ts'
import type { Value } from '../../value/value.ts'
import { addCrl } from './parts/held-list.ts'
import { CertificateLookup } from './certificate-lookup.ts'
import { storeKey, takeKey } from './parts/loose-keys.ts'
import { Signed, signedOf } from './parts/signed.ts'
import { refuseName } from './template.ts'
import { lastSegment } from '../../text/words.ts'

/** The counters in the order of printing; the manual of 2.8 explains what each counts. */
export interface Counters {
  'certificates-imported': number
  'private-keys-imported': number
  'files-imported': number
  'decryption-failures': number
  'keys-with-no-certificate': number
}

/**
 * MAC digests that 6.x accepts: the output of `openssl pkcs12 -export` of version 3 (a MAC by SHA-256) counts as a decryption failure on
 * 6.x unless made with `-macalg sha1` (reports of users); that all of 7.x accepts it is *inferred*.
 */
const oldMacs: ReadonlySet<string> = new Set(['sha1', 'md5'])

/** Imports a file by the arguments of the call, and returns its counters. Throws a Failure where there is no such file. */
export function importCertificateFile(call: CommandCall, file: string, passphrase: string | undefined): Counters {
  const { device } = call
  const contents = device.files.read(file)
  if (contents === undefined) throw noMatch('file-name')
  const found = readCertificateFile(contents, passphrase, device.isRelease('..6.99') ? oldMacs : undefined)
  const beyond = found.parts.find((part) => part.kind === 'unreadable' && part.error.kind === 'limit')
  // A limit of offbox, which devices do not have.
  if (beyond?.kind === 'unreadable') throw new Failure(`failure: ${file} holds ${beyond.error.message}`)
  // A PKCS#12 with an empty passphrase: all five counters are 0 (C-08, seen on 7.12.1 and 7.14.1).
  const shut = found.form === 'pkcs12' && found.undecryptable === 0 && (passphrase ?? '') === '' && device.isRelease('7.12..')
  const { parts, undecryptable } = shut ? { parts: [], undecryptable: 0 } : found
  const count: Counters = {
    'certificates-imported': 0,
    'private-keys-imported': 0,
    'files-imported': 0,
    'decryption-failures': undecryptable > 0 ? 1 : 0,
    'keys-with-no-certificate': 0,
  }
  const entry = new Entry(call, file, parts.length)
  for (const part of parts) {
    if (part.kind === 'certificate' && entry.certificate(part.certificate)) count['certificates-imported']++
    if (part.kind === 'crl' && addCrl(device, part.crl)) count['files-imported'] = 1
  }
  // Keys are processed after all certificates: a file may have them first.
  for (const part of parts) if (part.kind === 'private-key') count[entry.key(part.key)]++
  if (count['certificates-imported'] + count['private-keys-imported'] > 0) count['files-imported'] = 1
  // Releases of 7.x remove the file after use (C-71: also where all of it was already present). A file whose passphrase is wrong stays for
  // the next attempt; so does, here, a file without usable parts, such as a key that matches no certificate.
  const isUsed = count['files-imported'] > 0 || parts.some(({ kind }) => kind === 'certificate' || kind === 'crl')
  if (device.isRelease('7.0..') && isUsed && undecryptable === 0) device.files.remove(file)
  return count
}

/** Adds the parts of one file. */
class Entry {
  readonly #device: Router
  readonly #store: Store
  readonly #stem: string
  readonly #name: string | undefined
  readonly #settings: Map<string, Value>
  readonly #keepsKey: boolean
  readonly #lookup: CertificateLookup
  #entered = 0

  /** `parts` is the number of the file's parts. */
  constructor(call: CommandCall, file: string, parts: number) {
    const { device, menu } = call
    this.#device = device
    this.#store = call.store
    this.#stem = lastSegment(file)
    // A console passes an empty name where its question was not answered: there is none (*inferred*).
    this.#name = givenText(call, 'name') || undefined
    this.#keepsKey = isOn(call, 'no-key-export')
    this.#settings = new Map<string, Value>([['trusted', true]])
    for (const name of ['trusted', 'trust-store']) {
      const value = call.given.get(name)
      const type = device.property(menu, name)?.type
      if (value !== undefined && type !== undefined) this.#settings.set(name, type.accept(value, name, device.references))
    }
    this.#lookup = new CertificateLookup(call.store, parts)
  }

  /** Returns whether the certificate was new: an identical one is not added, one with the key identifier of another replaces it (6.40). */
  certificate(certificate: Certificate): boolean {
    if (this.#lookup.rowsWith('fingerprint', certificate.fingerprint).length > 0) return false
    const [known] = this.#device.isRelease('6.40..') ? this.#lookup.rowsWith('skid', certificate.skid) : []
    const before = known && signedOf(known)
    // Key identifiers are chosen by their maker; only the computed one shows which private key belongs.
    const kept = before?.certificate.keyIdentifier === certificate.keyIdentifier ? before.key : undefined
    const key = kept ?? takeKey(this.#device, certificate.keyIdentifier)
    const row = known ?? this.#add()
    const signed = new Signed({ der: certificate.der, origin: 'imported', key, keepsKey: this.#keepsKey || before?.keepsKey }, certificate)
    this.#store.attach(row, signed)
    if (known !== undefined) this.#store.set(row, 'ca', undefined)
    this.#lookup.add(row, certificate)
    return true
  }

  /** Adds a key to every certificate of its public half; without one it is stored until then. Returns its counter. */
  key(key: KeyObject): 'private-keys-imported' | 'keys-with-no-certificate' {
    const identifier = keyIdentifier(spkiOf(key)).toString('hex')
    const items = this.#lookup.rowsWith('keyIdentifier', identifier)
    for (const row of items) {
      const signed = signedOf(row)
      if (signed !== undefined && signed.key === undefined) this.#store.attach(row, signed.with({ key, keepsKey: this.#keepsKey }))
    }
    if (items.length === 0) storeKey(this.#device, identifier, key)
    return items.length > 0 ? 'private-keys-imported' : 'keys-with-no-certificate'
  }

  /**
   * Adds a row: `name`, `name_1`, ...; without a name `file_0`, `file_1`, ... since 6.33, `cert1`, `cert2`, ... before. Taken names are
   * skipped.
   */
  #add(): StoredRow {
    if (this.#name !== undefined && this.#entered === 0) refuseName(this.#device, this.#name)
    let name: string
    do name = this.#nameOf(this.#entered++)
    while (this.#store.byName(name) !== undefined)
    return this.#store.add(new Map([['name', name], ...this.#settings]))
  }

  #nameOf(number: number): string {
    if (this.#name !== undefined) return number === 0 ? this.#name : `${this.#name}_${number}`
    return this.#device.isRelease('6.33..') ? `${this.#stem}_${number}` : `cert${number + 1}`
  }
}
