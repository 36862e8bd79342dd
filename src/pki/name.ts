// Owns distinguished names: writing one from a template's fields, reading, comparing, and printing one as RouterOS does.
import { isUtf8, toBytes, latin1Of } from '../text/bytes.ts'
import { type Der, tag } from './der-read.ts'
import { derElement, ia5String, isPrintable, objectId, printableString, sequence, derSetOf, utf8String } from './der-write.ts'
import { PkiError, malformed } from './pki-error.ts'

/** The console's properties for parts of a subject, in the order of a Name. */
export const subjectFields = ['country', 'state', 'locality', 'organization', 'unit', 'common-name'] as const
/** A field of a template that becomes a part of the subject. */
export type SubjectField = (typeof subjectFields)[number]

/** Parts of a subject as byte strings in UTF-8; empty and missing ones are left out. */
export type Subject = { readonly [field in SubjectField | 'email']?: string | undefined }

const ids: { readonly [field in SubjectField]: string } = {
  country: '2.5.4.6',
  state: '2.5.4.8',
  locality: '2.5.4.7',
  organization: '2.5.4.10',
  unit: '2.5.4.11',
  'common-name': '2.5.4.3',
}
/** The object identifier of a common name. */
export const commonName = ids['common-name']
const emailAddress = '1.2.840.113549.1.9.1'
const encodedIds = subjectFields.map((field) => ({ field, id: objectId(ids[field]) }))

// C, ST, L, O, OU, CN are evidence (issuer= of the device transcripts); the others are the usual short names, not seen on a device.
const labels: ReadonlyMap<string, string> = new Map([
  [ids.country, 'C'],
  [ids.state, 'ST'],
  [ids.locality, 'L'],
  [ids.organization, 'O'],
  [ids.unit, 'OU'],
  [ids['common-name'], 'CN'],
  [emailAddress, 'emailAddress'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.12', 'title'],
  ['2.5.4.42', 'GN'],
  ['2.5.4.97', 'organizationIdentifier'],
])

/**
 * Writes a Name as DER in a byte string: country as PrintableString where possible, email as IA5String at the end, the others as
 * UTF8String. Throws a PkiError, `unsuitable`, for values that these cannot hold.
 */
export function writeName(subject: Subject): string {
  let relative = ''
  for (const { field, id } of encodedIds) {
    const value = subject[field]
    if (value === undefined || value === '') continue
    const text = field === 'country' && isPrintable(value) ? printableString(value) : utf8String(value, field)
    relative += derSetOf(sequence(id, text))
  }
  if (subject.email !== undefined && subject.email !== '')
    relative += derSetOf(sequence(objectId(emailAddress), ia5String(subject.email, 'email')))
  return derElement(tag.sequence, relative)
}

/** One attribute of a Name. `value` is a byte string in UTF-8. */
export interface NameAttribute {
  readonly id: string
  readonly value: string
}

/** Returns the attributes of a Name in order. */
export function readName(name: Der): readonly NameAttribute[] {
  return name.expect(tag.sequence, 'name').children.flatMap((relative) =>
    relative.expect(tag.set, 'name').children.map((attribute) => {
      const [id, value] = attribute.expect(tag.sequence, 'name').children
      if (id === undefined || value === undefined) throw malformed('a name attribute without a value')
      return { id: id.oid, value: value.text }
    }),
  )
}

/**
 * Returns a Name in the form that is compared (RFC 5280 7.1, as openssl does it): one encoding for all string types, ASCII in lower case,
 * blanks trimmed and runs of blanks as one. Equal names have equal texts, and a name is in the subtree of another if that one's text is a
 * prefix of its own. A name that cannot be read only equals the same bytes.
 */
export function canonicalName(name: Der): string {
  try {
    return foldedName(name)
  } catch (error) {
    if (!(error instanceof PkiError)) throw error
    return latin1Of(name.bytes)
  }
}

/** Like `canonicalName`, but throws a PkiError for a name that cannot be read, such as a UTF8String that is not UTF-8. */
export const foldedName = (name: Der): string =>
  name
    .expect(tag.sequence, 'name')
    .children.map((relative) => derSetOf(...relative.expect(tag.set, 'name').children.map(canonicalAttribute)))
    .join('')

function canonicalAttribute(attribute: Der): string {
  const [id, value] = attribute.expect(tag.sequence, 'name').children
  if (id === undefined || value === undefined) throw malformed('a name attribute without a value')
  const text = stringTags.has(value.tag) ? utf8String(folded(characters(value))) : latin1Of(value.bytes)
  return sequence(latin1Of(id.bytes), text)
}

const stringTags: ReadonlySet<number> = new Set([tag.utf8, tag.printable, tag.t61, tag.ia5, tag.visible, tag.universal, tag.bmp])

/** Returns the characters of a string as a byte string in UTF-8. Throws a PkiError where its type cannot hold them. */
function characters(value: Der): string {
  const text = value.octets.toString('latin1')
  switch (value.tag) {
    case tag.utf8:
      if (!isUtf8(text)) throw malformed('a UTF8String that is not UTF-8')
      return text
    case tag.bmp:
    case tag.universal:
      if (text.length % (value.tag === tag.bmp ? 2 : 4) !== 0) throw malformed('a string that ends within a character')
      return value.text
    default:
      return toBytes(text)
  }
}

/** Folds blanks by C's isspace, so blanks of other scripts stay, and ASCII letters to lower case. */
const folded = (text: string): string =>
  text
    .replace(/[ \t-\r]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())

/** Returns the values of a Name's attributes of one type, unparsed. */
const valuesOf = (name: Der, wanted: string): readonly Der[] =>
  name.children.flatMap((relative) =>
    relative.children.flatMap(({ children: [id, value] }) => (value !== undefined && id?.oid === wanted ? [value] : [])),
  )

/** Returns the e-mail addresses in a Name, unparsed. */
export const emailAttributes = (name: Der): readonly Der[] => valuesOf(name, emailAddress)

/** Returns the fields of a template that a name has; of repeated ones the first. */
export function subjectOf(attributes: readonly NameAttribute[]): Subject {
  const subject: { [field in SubjectField]?: string } = {}
  for (const field of subjectFields) {
    const found = attributes.find((attribute) => attribute.id === ids[field])
    if (found !== undefined) subject[field] = found.value
  }
  return subject
}

/** Formats a name as `C=US,O=Internet Security Research Group,CN=ISRG Root X1`: in its own order, nothing escaped (transcript C-12). */
export const nameText = (attributes: readonly NameAttribute[]): string =>
  attributes.map(({ id, value }) => `${labels.get(id) ?? id}=${value}`).join(',')

/**
 * Formats a name as TLS messages do: `C=US, S=California, L=San Francisco, O=Cloudflare, Inc., CN=cloudflare-dns.com`, with `S` for the
 * state (transcript C-52). Of repeated attributes the last is used: the manual shows `OU=PositiveSSL Wildcard, CN=*.badssl.com` for a
 * subject with another OU before it.
 */
export function messageName(attributes: readonly NameAttribute[]): string {
  const last = new Map(attributes.map(({ id }, at) => [id, at]))
  return attributes
    .filter(({ id }, at) => last.get(id) === at)
    .map(({ id, value }) => `${id === ids.state ? 'S' : (labels.get(id) ?? id)}=${value}`)
    .join(', ')
}
