// Owns what the device answers to an ACME server that looks whether a name is its own.
import type { Router } from '../../../device/router.ts'
import type { WebRequest, WebResponse } from '../../../host/host.ts'
import { show } from '../../../value/show.ts'

/** Where the answers wait, a row for each token. */
export const challenges = '/certificate/acme-challenge'

export const under = '/.well-known/acme-challenge/'

/** From now on the token is answered with the text; undefined: not any more. */
export function publish(device: Router, token: string, text: string | undefined): void {
  const store = device.store(device.declared(challenges))
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

/** RFC 8555 8.3; undefined for a token that nobody waits for. */
export function answer({ method, path }: WebRequest, device: Router): WebResponse | undefined {
  const text = device.store(device.declared(challenges)).byName(path.slice(under.length))?.values.get('text')
  if (text === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined
  return { status: 200, headers: [['Content-Type', 'application/octet-stream']], body: Buffer.from(show(text), 'latin1') }
}
