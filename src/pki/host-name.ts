// Owns checking whether a certificate is valid for a host name or an address.
import type { Certificate } from './certificate.ts'
import { readIp6 } from '../value/address.ts'
import { commonName } from './name.ts'

/**
 * Whether `host`, a name or an address without brackets, is among the subject alternative names; common names count only where none of
 * these is a DNS name. A wildcard matches one whole first label of letters, digits and hyphens, followed by two labels or more (RFC 9525
 * 6.3; both as openssl does, which also takes a wildcard within a label).
 */
export function isForHost(certificate: Certificate, host: string): boolean {
  const names = certificate['subject-alt-name'].flatMap((name) => /^(DNS|IP):(.*)$/s.exec(name)?.slice(1, 3).join(':') ?? [])
  const wanted = host.toLowerCase().replace(/\.$/, '')
  if (isAddress(wanted)) return names.some((name) => name.startsWith('IP:') && canonical(name.slice(3)) === canonical(wanted))
  const hosts = names.flatMap((name) => (name.startsWith('DNS:') ? name.slice(4) : []))
  const candidates = hosts.length > 0 ? hosts : certificate.subjectAttributes.flatMap(({ id, value }) => (id === commonName ? value : []))
  return candidates.some((candidate) => matches(candidate.toLowerCase(), wanted))
}

function matches(pattern: string, host: string): boolean {
  if (!wildcard.test(pattern)) return pattern === host
  const label = /^[a-z0-9-]+/.exec(host)?.[0] ?? ''
  return label !== '' && host.slice(label.length) === pattern.slice(1)
}

const wildcard = /^\*(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?){2,}$/

const isAddress = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text) || text.includes(':')

/** Brings IPv6 addresses into one form. */
const canonical = (address: string): bigint | string => readIp6(address) ?? address
