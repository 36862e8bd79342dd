// Owns name constraints (RFC 5280 4.2.1.10): whether the authorities above a certificate permit its names.
import type { Certificate } from './certificate.ts'
import { contextTag, type Der, Fields, inside, primitiveTag, tag } from './der-read.ts'
import { canonicalName, commonName, emailAttributes } from './name.ts'

/** The maximum number of comparisons, names times constraints (openssl's own limit). */
const maxComparisons = 1 << 20

/**
 * Whether `constraints`, the value of an authority's extension, permit all names of `certificate`: its subject, the e-mail addresses in it,
 * its alternative names, and for a leaf without a DNS name its common names that look like one (as openssl does). Returns false for a name
 * with a constraint that is not implemented here. Throws a PkiError where the extension cannot be read.
 */
export function allowsNames(constraints: Der, certificate: Certificate, isLeaf: boolean): boolean {
  const fields = new Fields(constraints, 'name constraints')
  const permitted = subtreesOf(fields.optional(contextTag(0)))
  const excluded = subtreesOf(fields.optional(contextTag(1)))
  const names = namesOf(certificate, isLeaf)
  if (names === undefined || names.length * (permitted.length + excluded.length) > maxComparisons) return false
  return names.every((name) => {
    const limits = permitted.filter((limit) => limit.kind === name.kind).map((limit) => stands(name, limit))
    const bans = excluded.filter((ban) => ban.kind === name.kind).map((ban) => stands(name, ban))
    if ([...limits, ...bans].includes('unknown')) return false
    return (limits.length === 0 || limits.includes('within')) && !bans.includes('within')
  })
}

/** A name. `kind` is the tag of its GeneralName; `value` a byte string: the canonical form for a directory name. */
interface Name {
  readonly kind: number
  readonly value: string
}

const kinds = { email: primitiveTag(1), dns: primitiveTag(2), directory: contextTag(4), uri: primitiveTag(6), ip: primitiveTag(7) } as const

const nameOf = (name: Der): Name => ({
  kind: name.tag,
  value: name.tag === kinds.directory ? canonicalName(inside(name)) : name.content.toString('latin1'),
})

/** The base of a subtree. `isPlain` is false for one with a minimum other than 0 or a maximum, which have no defined meaning. */
interface Subtree extends Name {
  readonly isPlain: boolean
}

function subtreesOf(list: Der | undefined): readonly Subtree[] {
  return (list?.children ?? []).map((subtree) => {
    const fields = new Fields(subtree, 'subtree')
    const base = nameOf(fields.next())
    const minimum = fields.optional(primitiveTag(0))
    const isZero = minimum === undefined || minimum.octets.every((byte) => byte === 0)
    return { ...base, isPlain: isZero && fields.optional(primitiveTag(1)) === undefined }
  })
}

/** Returns all names; undefined where an e-mail address in the subject is not an IA5String. */
function namesOf(certificate: Certificate, isLeaf: boolean): readonly Name[] | undefined {
  const subject = certificate.subjectElement
  const emails = emailAttributes(subject)
  if (emails.some((email) => email.tag !== tag.ia5)) return undefined
  const alternative = certificate.extensions.alternativeNames.map(nameOf)
  const named = certificate.subjectAttributes.length === 0 ? [] : [{ kind: kinds.directory, value: certificate.canonicalSubject }]
  const common =
    isLeaf && !alternative.some(({ kind }) => kind === kinds.dns)
      ? certificate.subjectAttributes.filter(({ id, value }) => id === commonName && hostLike.test(value))
      : []
  return [
    ...named,
    ...emails.map((email) => ({ kind: kinds.email, value: email.content.toString('latin1') })),
    ...alternative,
    ...common.map(({ value }) => ({ kind: kinds.dns, value })),
  ]
}

/** Two labels or more of letters, digits, `_`, and inner hyphens. */
const hostLike = /^(?=.*\.)[A-Za-z0-9_]+(-+[A-Za-z0-9_]+)*(\.[A-Za-z0-9_]+(-+[A-Za-z0-9_]+)*)*$/

type SubtreeMatch = 'within' | 'without' | 'unknown'
const standing = (isWithin: boolean): SubtreeMatch => (isWithin ? 'within' : 'without')

function stands({ kind, value }: Name, { value: base, isPlain }: Subtree): SubtreeMatch {
  if (!isPlain) return 'unknown'
  switch (kind) {
    case kinds.directory:
      return standing(value.startsWith(base))
    case kinds.dns:
      return dns(value.toLowerCase(), base.toLowerCase())
    case kinds.email:
      return email(value, base)
    case kinds.uri:
      return uri(value, base.toLowerCase())
    case kinds.ip:
      return ip(value, base)
    default:
      return 'unknown'
  }
}

const dns = (name: string, base: string): SubtreeMatch =>
  standing(name.endsWith(base) && (base === '' || base.startsWith('.') || name.length === base.length || name.at(-base.length - 1) === '.'))

/** The base is an address, a host, or with a leading dot all hosts of a domain. The part before `@` is case-sensitive. */
function email(address: string, base: string): SubtreeMatch {
  const at = address.lastIndexOf('@')
  if (at === -1) return 'unknown'
  const baseAt = base.lastIndexOf('@')
  const host = address.slice(at + 1).toLowerCase()
  if (baseAt === -1 && base.startsWith('.'))
    return standing(address.length > base.length && address.toLowerCase().endsWith(base.toLowerCase()))
  if (baseAt > 0 && base.slice(0, baseAt) !== address.slice(0, at)) return 'without'
  return standing(host === base.slice(baseAt + 1).toLowerCase())
}

function uri(address: string, base: string): SubtreeMatch {
  const [, rest = ''] = /^[^:]*:\/\/(.*)$/s.exec(address) ?? []
  const host = rest.slice(0, /[:]/.exec(rest)?.index ?? /\//.exec(rest)?.index).toLowerCase()
  if (host === '') return 'unknown'
  return standing(base.startsWith('.') ? host.length > base.length && host.endsWith(base) : host === base)
}

/** The base is a network and its mask. */
function ip(address: string, base: string): SubtreeMatch {
  if (!isAddressLength(address.length) || !isAddressLength(base.length / 2)) return 'unknown'
  if (address.length * 2 !== base.length) return 'without'
  const masked = (text: string, at: number): number => text.charCodeAt(at) & base.charCodeAt(address.length + at)
  return standing([...address].every((_, at) => masked(address, at) === masked(base, at)))
}

const isAddressLength = (length: number): boolean => length === 4 || length === 16
