// Owns converting errors of node's sockets to network faults.
import { untrusted, type NetworkFault } from '../../host.ts'
import type { Distrust } from '../../judge.ts'

const kinds: Readonly<Record<string, NetworkFault['fault']>> = {
  ENOTFOUND: 'unknown-name',
  EAI_AGAIN: 'unknown-name',
  ENODATA: 'unknown-name',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRINUSE: 'refused',
  EACCES: 'not-allowed',
}

/** A judge's refusal of a peer, as an error. */
export class Untrusted extends Error {
  readonly distrust: Distrust
  constructor(distrust: Distrust) {
    super(distrust.message)
    this.distrust = distrust
  }
}

/** A server's reply of refusal. */
export class ServerRefusal extends Error {}

/** A file that exceeds its limit. */
export class TooLarge extends Error {}

/** Converts an error. Where several addresses of one name fail, their errors come as one: the first counts. */
export function networkFaultOf(error: unknown): NetworkFault {
  if (error instanceof AggregateError && error.errors.length > 0) return networkFaultOf(error.errors[0])
  if (error instanceof Untrusted) return untrusted(error.distrust)
  const detail = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('HPE_')) return { fault: 'malformed', detail: `not HTTP: ${detail.replace(/^Parse Error: /, '')}` }
  if (/^ERR_(INVALID|HTTP|UNESCAPED)/.test(code)) return { fault: 'malformed', detail }
  if (/^(ERR_SSL|ERR_TLS|EPROTO|UNABLE_|CERT_)/.test(code)) return { fault: 'tls', detail: tlsWords(detail) }
  if (code === 'EADDRNOTAVAIL')
    return { fault: 'not-allowed', detail: `no network from an address that this machine does not have (${detail})` }
  return { fault: kinds[code] ?? 'unreachable', detail }
}

/**
 * Extracts the reason of OpenSSL's errors, lines like `C0B7..:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake
 * failure:../deps/...`.
 */
function tlsWords(message: string): string {
  return /error:[0-9A-F]+:[^:]*:[^:]*:([^:\n]*)/.exec(message)?.[1] ?? message
}
