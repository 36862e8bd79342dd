// Owns whether a certificate is one of a host.
import type { Certificate } from './certificate.ts'

/**
 * Whether `host`, a name or an address without brackets, is among the subject alternative names;
 * where a certificate has none that is a name or an address, its common name counts. A wildcard stands for one whole first label (RFC 6125
 * 6.4.3).
 */
export function isForHost(certificate: Certificate, host: string): boolean {
  const names = certificate['subject-alt-name'].flatMap((name) => /^(DNS|IP):(.*)$/s.exec(name)?.slice(1, 3).join(':') ?? [])
  const wanted = host.toLowerCase().replace(/\.$/, '')
  if (isAddress(wanted)) return names.some((name) => name.startsWith('IP:') && canonical(name.slice(3)) === canonical(wanted))
  const candidates =
    names.length > 0 ? names.flatMap((name) => (name.startsWith('DNS:') ? name.slice(4) : [])) : [certificate.subject['common-name'] ?? '']
  return candidates.some((candidate) => matches(candidate.toLowerCase(), wanted))
}

function matches(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host
  const dot = host.indexOf('.')
  return dot > 0 && pattern.indexOf('.', 2) !== -1 && host.slice(dot) === pattern.slice(1)
}

const isAddress = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text) || text.includes(':')

/** IPv6 addresses are written in many ways. */
const canonical = (address: string): string => (address.includes(':') ? new URL(`http://[${address}]/`).hostname : address)
