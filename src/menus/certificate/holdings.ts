// Owns finding the rows of /certificate that match a part of an imported file: by fingerprint, by key identifier, by key.
import type { Item, Store } from '../../device/rows/store.ts'
import type { Certificate } from '../../pki/certificate.ts'
import { signedOf } from './parts/signed.ts'

/** The maximum number of lookups without an index: for few lookups, testing all rows is cheaper than building one. */
const maxUnindexedQuestions = 8

/** The properties of a certificate that are looked up. */
type Word = 'fingerprint' | 'skid' | 'keyIdentifier'

/** Finds certificates of a store by their values, during one import. */
export class Holdings {
  readonly #store: Store
  readonly #indices: Readonly<Record<Word, Map<string, Set<Item>>>> | undefined

  /** `questions` is the number of the file's parts. */
  constructor(store: Store, questions: number) {
    this.#store = store
    if (questions <= maxUnindexedQuestions) return
    this.#indices = { fingerprint: new Map(), skid: new Map(), keyIdentifier: new Map() }
    for (const item of store.items) {
      const signed = signedOf(item)
      if (signed !== undefined) this.entered(item, signed.certificate)
    }
  }

  /** Adds the new certificate of a row. */
  entered(item: Item, certificate: Certificate): void {
    if (this.#indices === undefined) return
    for (const word of ['fingerprint', 'skid', 'keyIdentifier'] as const) {
      const others = this.#indices[word].get(certificate[word])
      if (others === undefined) this.#indices[word].set(certificate[word], new Set([item]))
      else others.add(item)
    }
  }

  /** Returns the rows whose certificate has this fingerprint, key identifier or key, oldest first; none for ''. */
  rowsWith(word: Word, value: string): readonly Item[] {
    if (value === '') return []
    const candidates = this.#indices === undefined ? this.#store.items : [...(this.#indices[word].get(value) ?? [])]
    // The index still has rows whose certificate was replaced since.
    return candidates.filter((item) => signedOf(item)?.certificate[word] === value)
  }
}
