// Owns opening TLS to a peer, whose certificates only the device's own judge checks, not Node's list of authorities.
import { isIP } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { Distrust } from '../../judge.ts'

/** Judges a peer by its chain (DER, its own certificate first) and the host's name; undefined: it is trusted. */
export type PeerJudge = (chain: readonly Uint8Array[], host: string) => Promise<Distrust | undefined>

/** Opens TLS to `host` and calls `judged` once with the judge's verdict. Errors of the judge and of `judged` destroy the socket. */
export function openTls(
  host: string,
  options: ConnectionOptions,
  judge: PeerJudge,
  judged: (refusal: Distrust | undefined, socket: TLSSocket) => unknown,
): TLSSocket {
  const socket = connect({ ...options, rejectUnauthorized: false, ...(isIP(host) === 0 ? { servername: host } : {}) })
  socket.once('secureConnect', () => {
    judge(chainOf(socket), host)
      .then((refusal) => judged(refusal, socket))
      .catch((error: unknown) => socket.destroy(error instanceof Error ? error : new Error(String(error))))
  })
  return socket
}

/** Returns the peer's chain, its own certificate first. */
function chainOf(socket: TLSSocket): readonly Uint8Array[] {
  const chain: Uint8Array[] = []
  const seen = new Set<string>()
  for (let at = socket.getPeerCertificate(true); at?.raw !== undefined && !seen.has(at.fingerprint256); at = at.issuerCertificate) {
    seen.add(at.fingerprint256)
    chain.push(at.raw)
  }
  return chain
}
