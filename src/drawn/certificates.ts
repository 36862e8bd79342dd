// Owns the certificates of a device as a tree by issuer, built from rows of /certificate; drawing is separate.
import { readDate } from '../value/date.ts'
import { inMilliseconds } from '../text/units.ts'

/** A row of a menu, as `print as-value` returns it. */
export type PrintedRow = Readonly<Record<string, unknown>>

/** A certificate or template as it is drawn; texts as /certificate shows them. */
export interface DrawnCertificate {
  readonly name: string
  readonly commonName: string
  /** `RSA 2048`, `EC prime256v1`. */
  readonly key: string
  readonly usage: readonly string[]
  readonly names: readonly string[]
  readonly isAuthority: boolean
  readonly hasKey: boolean
  readonly isTrusted: boolean
  readonly isRevoked: boolean
  readonly serial: string
  readonly fingerprint: string
  /** Milliseconds since 1970; undefined for a template, which is not signed. */
  readonly from: number | undefined
  readonly until: number | undefined
  readonly skid: string
  readonly akid: string
  /** The name of its issuer's row, if the device has one. */
  readonly ca: string
}

/** A certificate with those that it signed, sorted by expiry. */
export interface CertificateNode {
  readonly certificate: DrawnCertificate
  /**
   * `root`: self-signed. `issued`: signed by its parent. `foreign`: signed by a certificate that is not here. `template`: not signed yet.
   */
  readonly kind: 'root' | 'issued' | 'foreign' | 'template'
  readonly children: readonly CertificateNode[]
}

const text = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
      ? String(value)
      : ''
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(text) : text(value) === '' ? [] : text(value).split(',')
const truth = (value: unknown): boolean => value === true || value === 'true' || value === 'yes'

/**
 * Parses a time in a release's format, to milliseconds since 1970: `2027-11-28 23:07:29`, before 7.10 `nov/28/2027 23:07:29`. Assumes UTC.
 */
export function timeOf(written: string): number | undefined {
  const ns = readDate(written) ?? readDate(written, 'month-name')
  return ns === undefined ? undefined : inMilliseconds(ns)
}

/** The certificate of a row. */
export function drawnCertificateOf(row: PrintedRow): DrawnCertificate {
  const usage = texts(row['key-usage'])
  return {
    name: text(row['name']),
    commonName: text(row['common-name']),
    key: `${text(row['key-type']).toUpperCase()} ${text(row['key-size'])}`.trim(),
    usage,
    names: texts(row['subject-alt-name']),
    isAuthority: truth(row['authority']) || usage.includes('key-cert-sign'),
    hasKey: truth(row['private-key']),
    isTrusted: truth(row['trusted']),
    isRevoked: truth(row['revoked']) || (text(row['revoked']) !== '' && !/^(false|no)$/.test(text(row['revoked']))),
    serial: text(row['serial-number']),
    fingerprint: text(row['fingerprint']),
    from: timeOf(text(row['invalid-before'])),
    until: timeOf(text(row['invalid-after'])),
    skid: text(row['skid']).toUpperCase(),
    akid: text(row['akid']).toUpperCase(),
    ca: text(row['ca']),
  }
}

/**
 * The tree: roots first, then certificates with a missing issuer, then templates. Every certificate is included, even if issuers form a
 * cycle.
 */
export function issuersOf(certificates: readonly DrawnCertificate[]): readonly CertificateNode[] {
  const parents = new Map(certificates.map((one) => [one, parentOf(one, certificates)]))
  const placed = new Set<DrawnCertificate>()
  const place = (certificate: DrawnCertificate, by: CertificateNode['kind']): CertificateNode => {
    placed.add(certificate)
    const below = certificates.filter((one) => parents.get(one) === certificate && !placed.has(one))
    for (const one of below) placed.add(one)
    return { certificate, kind: by, children: inTime(below).map((one) => place(one, 'issued')) }
  }
  const isRoot = (one: DrawnCertificate): boolean => one.until !== undefined && parents.get(one) === undefined && signsItself(one)
  const isForeign = (one: DrawnCertificate): boolean => one.until !== undefined && parents.get(one) === undefined && !signsItself(one)
  const tops = [
    ...inTime(certificates.filter(isRoot)).map((one) => place(one, 'root')),
    ...inTime(certificates.filter(isForeign)).map((one) => place(one, 'foreign')),
    ...certificates.filter(({ until }) => until === undefined).map((one) => place(one, 'template')),
  ]
  // A cycle of issuers has no root: each starts at its first certificate.
  for (const one of certificates) if (!placed.has(one)) tops.push(place(one, 'foreign'))
  return tops
}

const signsItself = ({ akid, skid, ca }: DrawnCertificate): boolean => ca === '' && (akid === '' || akid === skid)

function parentOf(one: DrawnCertificate, all: readonly DrawnCertificate[]): DrawnCertificate | undefined {
  if (one.until === undefined || signsItself(one)) return undefined
  return (
    all.find((other) => other !== one && other.until !== undefined && one.akid !== '' && other.skid === one.akid && other.isAuthority) ??
    all.find((other) => other !== one && other.until !== undefined && one.ca !== '' && other.name === one.ca)
  )
}

const inTime = (some: readonly DrawnCertificate[]): readonly DrawnCertificate[] => some.toSorted((a, b) => (a.until ?? 0) - (b.until ?? 0))

const dayMs = 86_400_000

/** The validity of a certificate at a moment, and its description. */
export interface Validity {
  readonly state: 'template' | 'revoked' | 'expired' | 'early' | 'soon' | 'fine'
  readonly words: string
}

/** Within thirty days of expiry is `soon`. */
export function validityOf({ from, until, isRevoked }: DrawnCertificate, now: number): Validity {
  if (until === undefined) return { state: 'template', words: 'not signed yet' }
  if (isRevoked) return { state: 'revoked', words: 'revoked' }
  if (until < now) return { state: 'expired', words: `expired ${inDays(now - until)} ago` }
  if (from !== undefined && from > now) return { state: 'early', words: `valid in ${inDays(from - now)}` }
  return { state: until - now < 30 * dayMs ? 'soon' : 'fine', words: `expires in ${inDays(until - now)}` }
}

function inDays(milliseconds: number): string {
  const days = Math.floor(milliseconds / dayMs)
  if (days < 1) return 'less than a day'
  if (days < 2) return '1 day'
  return days < 730 ? `${days} days` : `${Math.floor(days / 365)} years`
}

/** `2027-11-28`. */
export const dateOf = (time: number | undefined): string => (time === undefined ? '' : new Date(time).toISOString().slice(0, 10))
