// Owns finding the rows of /certificate that match a part of an imported file: by fingerprint, by key identifier, by key.
import type { StoredRow, Store } from '../../device/rows/store.ts'
import type { Certificate } from '../../pki/certificate.ts'
import { signedOf } from './parts/signed.ts'

/** The maximum number of lookups without an index: for few lookups, testing all rows is cheaper than building one. */
const maxUnindexedLookups = 8

/** The properties of a certificate that are looked up. */
type LookupProperty = 'fingerprint' | 'skid' | 'keyIdentifier'

/** Finds certificates of a store by their values, during one import. */
export class CertificateLookup {
  readonly #store: Store
  readonly #indices: Readonly<Record<LookupProperty, Map<string, Set<StoredRow>>>> | undefined

  /** `questions` is the number of the file's parts. */
  constructor(store: Store, lookups: number) {
    this.#store = store
    if (lookups <= maxUnindexedLookups) return
    this.#indices = { fingerprint: new Map(), skid: new Map(), keyIdentifier: new Map() }
    for (const row of store.items) {
      const signed = signedOf(row)
      if (signed !== undefined) this.add(row, signed.certificate)
    }
  }

  /** Adds the new certificate of a row. */
  add(row: StoredRow, certificate: Certificate): void {
    if (this.#indices === undefined) return
    for (const property of ['fingerprint', 'skid', 'keyIdentifier'] as const) {
      const others = this.#indices[property].get(certificate[property])
      if (others === undefined) this.#indices[property].set(certificate[property], new Set([row]))
      else others.add(row)
    }
  }

  /** Returns the rows whose certificate has this fingerprint, key identifier or key, oldest first; none for ''. */
  rowsWith(property: LookupProperty, value: string): readonly StoredRow[] {
    if (value === '') return []
    const candidates = this.#indices === undefined ? this.#store.items : [...(this.#indices[property].get(value) ?? [])]
    // The index still has rows whose certificate was replaced since.
    return candidates.filter((row) => signedOf(row)?.certificate[property] === value)
  }
}
