// Owns downloading a revocation list.
import type { Router } from '../../device/router.ts'
import { isFault, statusText, type NetworkFault } from '../../host/host.ts'
import { unchecked } from '../../host/judge.ts'
import { type Crl, readCrl } from '../../pki/crl.ts'
import { readPem } from '../../pki/pem.ts'
import { resultOrError, PkiError } from '../../pki/pki-error.ts'
import { ownNumber, publishedCrl } from './parts/authority-list.ts'

/** Limits in milliseconds and bytes; lists of large authorities have tens of megabytes. */
const bounds = { timeout: 60_000, idle: 10_000, maxBodyBytes: 64 * 1024 * 1024 }

/** Returns the list at a URL, DER or PEM; lists that the device itself publishes need no request. */
export function download(device: Router, url: string): Crl | NetworkFault {
  const own = ownNumber(device, url)
  const published = own === undefined ? undefined : publishedCrl(device, own)
  if (published !== undefined) return readCrl(published)
  if (!URL.canParse(url)) return { fault: 'malformed', detail: `${url} is no address` }
  const response = device.peers.http(
    { method: 'GET', url, headers: [['User-Agent', `RouterOS ${device.release.text}`]], ...bounds },
    unchecked,
  )
  if (isFault(response)) return response
  if (response.status !== 200) return { fault: 'malformed', detail: `${url} answers ${statusText(response)}` }
  return readList(response.body)
}

function readList(bytes: Uint8Array): Crl | NetworkFault {
  const list = resultOrError(() => readCrl(readPem(Buffer.from(bytes).toString('latin1'))[0]?.bytes ?? bytes))
  return list instanceof PkiError ? { fault: 'malformed', detail: list.message } : list
}
