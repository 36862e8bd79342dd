// Owns where the revocation list of an authority of this device stands, and how a state file keeps it.
import type { Revocation } from '../../../pki/crl.ts'
import { readPem, writePem } from '../../../pki/pem.ts'

/** Where publications are kept, a row for each authority, under its id. */
export const publications = '/certificate/published-crl'

/** The one that was removed last, and those before it: removing thousands must not copy thousands each time. */
export interface Removed {
  readonly entry: Revocation
  readonly before: Removed | undefined
}

/** Where an authority's list stands. Times in nanoseconds since 1970. Never changed in place. */
export interface Issue {
  readonly num: number
  readonly 'last-update': bigint
  /** Revoked certificates that were removed from the device since: they stay revoked. */
  readonly removed: Removed | undefined
  /** The list as it was signed; undefined until somebody asks for it. */
  readonly der?: Uint8Array | undefined
}

/** What a row holds. */
export class Publication {
  readonly issue: Issue

  constructor(issue: Issue) {
    this.issue = issue
  }
}

/** The list itself as PEM; a missing one is made when somebody asks. */
export const keep = {
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

/** The entries, in the order in which they came. */
export function entriesOf(removed: Removed | undefined): readonly Revocation[] {
  const entries: Revocation[] = []
  for (let at = removed; at !== undefined; at = at.before) entries.push(at.entry)
  return entries.reverse()
}

function readEntry(text: string): Revocation {
  const [serial = '', revoked = '0'] = text.split(':')
  return { 'serial-number': serial, revoked: BigInt(revoked) }
}
