// Owns the words of `key-usage`: bits of keyUsage, purposes of extKeyUsage, and their canonical order.
import { type Der, tag } from './der-read.ts'
import { bitString, objectId, sequence } from './der-write.ts'

const bitWords = [
  'digital-signature',
  'content-commitment',
  'key-encipherment',
  'data-encipherment',
  'key-agreement',
  'key-cert-sign',
  'crl-sign',
  'encipher-only',
  'decipher-only',
] as const

const gatedByNetscape = '2.16.840.1.113730.4.1'
const purposes = [
  ['tls-server', '1.3.6.1.5.5.7.3.1'],
  ['tls-client', '1.3.6.1.5.5.7.3.2'],
  ['code-sign', '1.3.6.1.5.5.7.3.3'],
  ['email-protect', '1.3.6.1.5.5.7.3.4'],
  ['ipsec-end-system', '1.3.6.1.5.5.7.3.5'],
  ['ipsec-tunnel', '1.3.6.1.5.5.7.3.6'],
  ['ipsec-user', '1.3.6.1.5.5.7.3.7'],
  ['timestamp', '1.3.6.1.5.5.7.3.8'],
  ['ocsp-sign', '1.3.6.1.5.5.7.3.9'],
  ['dvcs', '1.3.6.1.5.5.7.3.10'],
  // Which of the two purposes of that name (Netscape's, Microsoft's) version 6 wrote is not known.
  ['server-gated-crypto', gatedByNetscape],
] as const

/** A word of `key-usage`. The `ipsec-` words and `server-gated-crypto` are version 6's only; the menus of version 7 leave them out. */
export type KeyUsage = (typeof bitWords)[number] | (typeof purposes)[number][0]

/** All words in the order in which RouterOS prints them; the places of version 6's own words are *inferred* (from their identifiers). */
export const keyUsages: readonly KeyUsage[] = [...bitWords, ...purposes.map(([word]) => word)]

const encodedPurposes = purposes.map(([word, id]) => ({ word, id: objectId(id) }))

/** Writes the keyUsage value of these words with the fewest bits (X.690 11.2.2); undefined where none of them is a bit. */
export function writeBits(words: readonly KeyUsage[]): string | undefined {
  let bits = 0
  let last = -1
  for (const [at, word] of bitWords.entries()) {
    if (!words.includes(word)) continue
    bits |= 0x8000 >> at
    last = at
  }
  if (last < 0) return undefined
  return last < 8 ? bitString(String.fromCharCode(bits >> 8), 7 - last) : bitString(String.fromCharCode(bits >> 8, bits & 0xff), 15 - last)
}

/** Writes the extKeyUsage value of these words, in canonical order; undefined where none of them is a purpose. */
export function writePurposes(words: readonly KeyUsage[]): string | undefined {
  const chosen = encodedPurposes.filter(({ word }) => words.includes(word))
  return chosen.length === 0 ? undefined : sequence(...chosen.map(({ id }) => id))
}

/** Reads the words of a keyUsage value. */
export function readBits(der: Der): readonly KeyUsage[] {
  const { bytes } = der.expect(tag.bitString, 'key usage').bits
  return bitWords.filter((_, at) => ((bytes[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0)
}

/** Microsoft's object identifier for `server-gated-crypto`. Both identifiers are read; `gatedByNetscape` is written. */
const gatedByMicrosoft = '1.3.6.1.4.1.311.10.3.3'

/** Reads the words of an extKeyUsage value, in canonical order; purposes that RouterOS has no word for are left out. */
export function readPurposes(der: Der): readonly KeyUsage[] {
  const found = new Set(der.expect(tag.sequence, 'extended key usage').children.map((id) => id.oid))
  if (found.has(gatedByMicrosoft)) found.add(gatedByNetscape)
  return purposes.filter(([, id]) => found.has(id)).map(([word]) => word)
}
