// Owns whether a certificate is one of a host.
import type { Certificate } from './certificate.ts'
import { commonName } from './name.ts'

/**
 * Whether `host`, a name or an address without brackets, is among the subject alternative names; where none of them is a DNS name, common
 * names count for names too. A wildcard stands for one whole first label of letters, digits and hyphens, in front of two labels or more
 * (RFC 9525 6.3; all of it as openssl, which takes a wildcard within a label too).
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

/** IPv6 addresses are written in many ways. */
const canonical = (address: string): string => (address.includes(':') ? new URL(`http://[${address}]/`).hostname : address)
