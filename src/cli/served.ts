// Owns the messages of a serving device: addresses, requests, and errors in the log.
import type { Router } from '../device/router.ts'
import { isFault, type NetworkFault, type OpenedService, type WebRequest, type WebResponse } from '../host/host.ts'
import { fromBytes } from '../text/bytes.ts'
import { formatDateTime } from '../value/date.ts'
import { outputTo, writeMessage } from './output.ts'
import { writeWhole } from './writing.ts'
import { visibleLine } from '../text/visible.ts'

const line = (text: string): void => writeMessage(`${visibleLine(text)}\n`)

/** Reports that commands of `--from` failed. */
export const reportFromFailed = (): void =>
  line('warning: commands of --from failed: the device is served without them, and offbox serve will end with exit code 1')

/** Prints the address of each opened service if `isServing`, and always a service that could not be opened; each line once. */
export function reportOpened(isServing: boolean): (service: string, outcome: OpenedService | NetworkFault) => void {
  const reported = new Map<string, string>()
  return (service, outcome) => {
    const text = openedText(service, outcome)
    if ((isFault(outcome) ? outcome.fault === 'not-allowed' : !isServing) || reported.get(service) === text) return
    reported.set(service, text)
    line(text)
  }
}

function openedText(service: string, outcome: OpenedService | NetworkFault): string {
  if (isFault(outcome)) return `warning: ${service} does not listen: ${outcome.detail}`
  const { address, port } = outcome
  const place = `${address.includes(':') ? `[${address}]` : address}:${port}`
  const scheme = service === 'ssh' ? 'ssh' : service.startsWith('www') ? (service.endsWith('-ssl') ? 'https' : 'http') : undefined
  return scheme === undefined ? `${service}: ${place}` : `${service}: ${scheme}://${place}/`
}

/** Writes the ports of listening services as JSON: atomically to a file, or to standard output. */
export function writePorts(file: string, outcomes: ReadonlyMap<string, OpenedService | NetworkFault>): void {
  const ports = [...outcomes].flatMap(([service, outcome]) => (isFault(outcome) ? [] : [[service, outcome.port] as const]))
  const text = `${JSON.stringify(Object.fromEntries(ports))}\n`
  if (file === '-') {
    const output = outputTo(false)
    output.write(text)
    output.flush()
    return
  }
  writeWhole(file, Buffer.from(text))
}

/** Reports requested services that the device currently does not offer, and why; once per change. */
export function reportUnavailable(device: Router, wanted: Iterable<string>): () => void {
  const reported = new Map<string, string | undefined>()
  return () => {
    for (const service of wanted) {
      const why = unreachableReason(device, service)
      if (reported.get(service) === why) continue
      reported.set(service, why)
      if (why !== undefined) line(`warning: ${service} ${why}`)
    }
  }
}

/** Returns why a service cannot be reached; undefined if it can. */
function unreachableReason({ services }: Router, service: string): string | undefined {
  const listener = services.listeners.find((one) => one.service === service)
  if (listener === undefined) return `does not listen: /ip/service/enable ${service} switches it on`
  if (listener.tls === undefined || listener.tls.identity !== undefined) return undefined
  const remedy = `/ip/service/set ${service} certificate=NAME gives it one`
  return `has no certificate: only clients with anonymous Diffie-Hellman can connect; ${remedy}`
}

/** `127.0.0.1 www GET /crl/1.crl 200`. */
export function reportAnswer({ from, service, method, path }: WebRequest, response: WebResponse | undefined): void {
  line(`${from} ${service} ${method} ${path} ${response?.status ?? 'closed'}`)
}

/** Reports an internal error that the device survives. */
export function reportFault(error: unknown): void {
  writeMessage(`internal error of offbox, which continues: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}

/** Reports errors and warnings logged since the last call; repeated ones once, with their number. */
export function logTo(device: Router): () => void {
  let last = device.logged.recent.at(-1)?.id ?? 0
  return () => {
    const found = new Map<string, { readonly first: bigint; readonly last: bigint; readonly times: number }>()
    for (const { id, time, topics, message } of device.logged.recent) {
      if (id <= last || !/\b(error|warning)\b/.test(topics)) continue
      const text = fromBytes(`${topics} ${message}`)
      const known = found.get(text)
      found.set(text, { first: known?.first ?? time, last: time, times: (known?.times ?? 0) + 1 })
    }
    const date = (ns: bigint): string => formatDateTime(device.local(ns), 'iso')
    for (const [text, { first, last: latest, times }] of found)
      line(`${date(first)} ${text}${times === 1 ? '' : ` (${times} times, at last ${date(latest)})`}`)
    last = device.logged.recent.at(-1)?.id ?? last
  }
}
