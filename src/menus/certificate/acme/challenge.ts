// Owns the device's answers to an ACME server's HTTP challenges.
import type { Router } from '../../../device/router.ts'
import type { WebRequest, WebResponse } from '../../../host/host.ts'
import { show } from '../../../value/show.ts'

/** The menu that stores answers, one row per token. */
export const challengesPath = '/certificate/acme-challenge'

/** The path below which HTTP challenges are answered (RFC 8555 8.3). */
export const challengeUrlPath = '/.well-known/acme-challenge/'

/** Sets the response for a token; undefined removes it. */
export function publish(device: Router, token: string, text: string | undefined): void {
  const store = device.storeAt(challengesPath)
  const known = store.byName(token)
  if (known !== undefined) store.remove(known)
  if (text !== undefined)
    store.add(
      new Map([
        ['token', token],
        ['text', text],
      ]),
    )
}

/** Answers a challenge (RFC 8555 8.3); undefined for an unknown token. */
export function answer({ method, path }: WebRequest, device: Router): WebResponse | undefined {
  const text = device.storeAt(challengesPath).byName(path.slice(challengeUrlPath.length))?.values.get('text')
  if (text === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined
  return { status: 200, headers: [['Content-Type', 'application/octet-stream']], body: Buffer.from(show(text), 'latin1') }
}
