// Owns DNS over HTTPS (RFC 8484): querying the server of `use-doh-server`.
import { decode, encode } from 'dns-packet'
import type { Router } from '../../../device/router.ts'
import { isFault, type AddressFamily, type NetworkFault } from '../../../host/host.ts'
import { unchecked } from '../../../host/judge.ts'
import { show } from '../../../value/show.ts'
import { judgeFor } from '../../certificate/parts/judge.ts'

const path = '/ip/dns'
const media = 'application/dns-message'

/** Milliseconds where `doh-timeout` is not set, and the largest message of DNS in bytes. */
const bounds = { timeout: 5_000, message: 65_535 }

/**
 * Returns the addresses from the server; undefined where none is set. Failures are logged (C-52, C-53). The server's own name is resolved
 * otherwise.
 */
export function resolveOverHttps(device: Router, name: string, family: AddressFamily): readonly string[] | NetworkFault | undefined {
  const menu = device.menuAt(path)
  if (menu === undefined) return undefined
  const value = (property: string): string => show(device.read(menu, device.only(path), property))
  const server = value('use-doh-server')
  if (!URL.canParse(server) || new URL(server).hostname === name.toLowerCase()) return undefined
  const type = family === 'ipv4' ? 'A' : 'AAAA'
  const response = device.peers.http(
    {
      method: 'POST',
      url: server,
      // An id of 0 allows caches to answer (RFC 8484 4.1).
      body: encode({ type: 'query', id: 0, flags: 0x100, questions: [{ type, name }] }),
      headers: [
        ['Content-Type', media],
        ['Accept', media],
      ],
      timeout: bounds.timeout,
      maxBodyBytes: bounds.message,
    },
    /^(true|yes)$/.test(value('verify-doh-cert')) ? judgeFor(device, 'dns') : unchecked,
  )
  if (isFault(response)) return failed(device, response, wordsOf(response))
  const { status, body } = response
  if (status !== 200) return failed(device, { fault: 'malformed', detail: `the DoH server answers ${status}` }, `HTTP status ${status}`)
  return (
    addressesIn(body, type, name) ?? failed(device, { fault: 'malformed', detail: 'the DoH server answers no DNS' }, 'malformed answer')
  )
}

/** `Idle timeout - waiting data` is in a log of 7.8, a judge's messages in those of C-52 and C-53. Other messages are offbox's own. */
const wordsOf = ({ fault, detail, connected }: NetworkFault): string =>
  fault === 'timeout' ? `Idle timeout - ${connected === true ? 'waiting data' : 'connecting'}` : detail

function failed(device: Router, fault: NetworkFault, words: string): NetworkFault {
  if (fault.fault !== 'not-allowed' && fault.fault !== 'interrupted') device.log('dns,error', `DoH server connection error: ${words}`)
  return fault
}

/** Returns the addresses in an answer; undefined where it is invalid. An answer without addresses is an empty list. */
function addressesIn(body: Uint8Array, type: 'A' | 'AAAA', name: string): readonly string[] | NetworkFault | undefined {
  try {
    const { rcode, answers = [] } = Object.assign({ rcode: '' }, decode(Buffer.from(body)))
    if (rcode === 'NXDOMAIN') return { fault: 'unknown-name', detail: `${name} does not exist` }
    if (rcode !== 'NOERROR') return undefined
    return answers.flatMap((answer) => (answer.type === type && typeof answer.data === 'string' ? answer.data : []))
  } catch {
    return undefined
  }
}
