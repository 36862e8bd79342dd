// Owns the state of the revocation lists that this device's authorities publish, and its form in a state file.
import type { Revocation } from '../../../pki/crl.ts'
import { readPem, writePem } from '../../../pki/pem.ts'

/** The menu that stores them, one row per authority, named by its id. */
export const publicationsPath = '/certificate/published-crl'

/** The last removed entry and those before it: a linked list, since removing thousands must not copy thousands each time. */
export interface Removed {
  readonly entry: Revocation
  readonly before: Removed | undefined
}

/** The state of an authority's list. Times in nanoseconds since 1970. Never modified in place. */
export interface Issue {
  readonly num: number
  readonly 'last-update': bigint
  /** Revoked certificates removed from the device since: they stay revoked. */
  readonly removed: Removed | undefined
  /** The signed list; undefined until it is requested. */
  readonly der?: Uint8Array | undefined
}

/** The attachment of a row. */
export class Publication {
  readonly issue: Issue

  constructor(issue: Issue) {
    this.issue = issue
  }
}

/** The form in a state file, with the list as PEM; a missing list is made on request. */
export const publicationAttachment = {
  save(attachment: unknown): Readonly<Record<string, string>> {
    if (!(attachment instanceof Publication)) return {}
    const { num, removed, der } = attachment.issue
    return {
      num: String(num),
      'last-update': String(attachment.issue['last-update']),
      ...(removed === undefined
        ? {}
        : {
            removed: entriesOf(removed)
              .map((entry) => `${entry['serial-number']}:${entry.revoked}`)
              .join(' '),
          }),
      ...(der === undefined ? {} : { crl: writePem('X509 CRL', der) }),
    }
  },
  load({ num, removed = '', crl, ...parts }: Readonly<Record<string, string>>): Publication {
    return new Publication({
      num: Number(num),
      'last-update': BigInt(parts['last-update'] ?? 0),
      removed:
        removed === ''
          ? undefined
          : removed
              .split(' ')
              .map(readEntry)
              .reduce<Removed | undefined>((before, entry) => ({ entry, before }), undefined),
      der: crl === undefined ? undefined : readPem(crl)[0]?.bytes,
    })
  },
}

/** Returns the entries in the order of removal. */
export function entriesOf(removed: Removed | undefined): readonly Revocation[] {
  const entries: Revocation[] = []
  for (let at = removed; at !== undefined; at = at.before) entries.push(at.entry)
  return entries.reverse()
}

function readEntry(text: string): Revocation {
  const [serial = '', revoked = '0'] = text.split(':')
  return { 'serial-number': serial, revoked: BigInt(revoked) }
}
