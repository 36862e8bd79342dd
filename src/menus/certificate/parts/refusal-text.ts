// Owns the device's messages for certificates that it does not accept.
import type { Router } from '../../../device/router.ts'
import type { Certificate } from '../../../pki/certificate.ts'
import { messageName } from '../../../pki/name.ts'
import type { RejectionReason } from '../../../pki/verification.ts'
import { inMilliseconds } from '../../../text/units.ts'
import { twoDigits } from '../../../text/words.ts'

/**
 * Returns the message that follows `failure: ` and appears in the log. `at` is the time of verification, in nanoseconds since 1970. Seen on
 * devices of 7.x: no trusted authority (C-20), no revocation list (C-52), expired (the manual's page on fetch); the others of 7.x are
 * *inferred* from these. 7.23.1 has no `ssl: ` after `SSL: ` (a log of DoH), 7.16.2 and 7.23.3 have it. 6.x has openssl's texts after
 * `handshake failed`, of which only the first was seen.
 */
export function rejectionText(device: Router, reason: RejectionReason, member: Certificate, at: bigint): string {
  if (device.isRelease('..6.99')) return `ssl connection error: handshake failed: ${old[reason]} (6)`
  return `SSL: ${device.isRelease('7.23.1') ? '' : 'ssl: '}${reasonText(device, reason, member, at)} (6)`
}

function reasonText(device: Router, reason: RejectionReason, member: Certificate, at: bigint): string {
  const name = `"${messageName(member.subjectAttributes)}"`
  const time = (ns: bigint): string => asctime(device.local(ns))
  switch (reason) {
    case 'no trusted authority':
      return 'no trusted CA certificate found'
    case 'no revocation list':
      return `crl not found for: ${name}`
    case 'expired':
      return `cert not valid (after: ${time(member['invalid-after'])} < now: ${time(at)}) - ${name}`
    case 'not yet valid':
      return `cert not valid (before: ${time(member['invalid-before'])} > now: ${time(at)}) - ${name}`
    case 'revoked':
      return `cert revoked - ${name}`
    case 'wrong purpose':
      return `invalid cert purpose - ${name}`
    case 'issuer is no authority':
    case 'path too long':
    case 'unknown extension':
    case 'name not permitted':
    case 'weak digest':
    case 'weak key':
    case 'malformed':
      return `${reason} - ${name}`
  }
}

const old: { readonly [reason in RejectionReason]: string } = {
  'no trusted authority': 'unable to get local issuer certificate',
  'no revocation list': 'unable to get certificate CRL',
  expired: 'certificate has expired',
  'not yet valid': 'certificate is not yet valid',
  revoked: 'certificate revoked',
  'wrong purpose': 'unsupported certificate purpose',
  'issuer is no authority': 'invalid CA certificate',
  'path too long': 'path length constraint exceeded',
  'unknown extension': 'unhandled critical extension',
  'name not permitted': 'permitted subtree violation',
  'weak digest': 'CA signature digest algorithm too weak',
  'weak key': 'EE certificate key too weak',
  malformed: 'unable to decode issuer public key',
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Formats `Sun Apr 12 23:59:59 2015`; a day below 10 follows two blanks, as in C's asctime. */
function asctime(ns: bigint): string {
  const date = new Date(inMilliseconds(ns))
  const time = `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}:${twoDigits(date.getUTCSeconds())}`
  return `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${time} ${date.getUTCFullYear()}`
}
