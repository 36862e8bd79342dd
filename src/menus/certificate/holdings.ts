// Owns finding what a device already has of an imported file: by fingerprint, by key identifier, by key.
import type { Item, Store } from '../../device/rows/store.ts'
import type { Certificate } from '../../pki/certificate.ts'
import { signedOf } from './parts/signed.ts'

/** Below this many questions it is cheaper to look through the rows than to make an index: single files by the thousand, and bundles. */
const maxUnindexedQuestions = 8

/** What of a certificate is asked for. */
type Word = 'fingerprint' | 'skid' | 'keyIdentifier'

/** The certificates of a store while one file is imported. */
export class Holdings {
  readonly #store: Store
  readonly #indices: Readonly<Record<Word, Map<string, Set<Item>>>> | undefined

  /** `questions` is how many parts the file has. */
  constructor(store: Store, questions: number) {
    this.#store = store
    if (questions <= maxUnindexedQuestions) return
    this.#indices = { fingerprint: new Map(), skid: new Map(), keyIdentifier: new Map() }
    for (const item of store.items) {
      const signed = signedOf(item)
      if (signed !== undefined) this.entered(item, signed.certificate)
    }
  }

  /** A row has a new certificate. */
  entered(item: Item, certificate: Certificate): void {
    if (this.#indices === undefined) return
    for (const word of ['fingerprint', 'skid', 'keyIdentifier'] as const) {
      const others = this.#indices[word].get(certificate[word])
      if (others === undefined) this.#indices[word].set(certificate[word], new Set([item]))
      else others.add(item)
    }
  }

  /** The rows whose certificate has this fingerprint, key identifier or key, oldest first; none for ''. */
  having(word: Word, value: string): readonly Item[] {
    if (value === '') return []
    const candidates = this.#indices === undefined ? this.#store.items : [...(this.#indices[word].get(value) ?? [])]
    // An index goes on naming rows whose certificate was replaced since.
    return candidates.filter((item) => signedOf(item)?.certificate[word] === value)
  }
}
