// Owns what a device that serves tells its user: where it is reached, each request, what the log says of errors.
import type { Router } from '../device/router.ts'
import { isFault, type Fault, type Opened, type WebRequest, type WebResponse } from '../host/host.ts'
import { fromBytes } from '../text/bytes.ts'
import { formatDateTime } from '../value/date.ts'
import { tell } from './output.ts'
import { visibleLine } from '../text/visible.ts'

const line = (text: string): void => tell(`${visibleLine(text)}\n`)

/** Where a service is reached, to who serves; that one could not be opened, to everybody. Nothing is told twice. */
export function tellOpened(isServing: boolean): (service: string, outcome: Opened | Fault) => void {
  const told = new Map<string, string>()
  return (service, outcome) => {
    const text = openedText(service, outcome)
    if ((isFault(outcome) ? outcome.fault === 'not-allowed' : !isServing) || told.get(service) === text) return
    told.set(service, text)
    line(text)
  }
}

function openedText(service: string, outcome: Opened | Fault): string {
  if (isFault(outcome)) return `warning: ${service} does not listen: ${outcome.detail}`
  const { address, port } = outcome
  return `${service}: ${service.endsWith('-ssl') ? 'https' : 'http'}://${address.includes(':') ? `[${address}]` : address}:${port}/`
}

/** `127.0.0.1 www GET /crl/1.crl 200`. */
export function tellAnswered({ from, service, method, path }: WebRequest, response: WebResponse | undefined): void {
  line(`${from} ${service} ${method} ${path} ${response?.status ?? 'closed'}`)
}

/** Tells a fault of offbox that a device outlives. */
export function tellFault(error: unknown): void {
  tell(`offbox itself failed, and goes on: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}

/** Tells the errors and warnings of the log that came since the last call. */
export function logTo(device: Router): () => void {
  let last = device.logged.at(-1)?.id ?? 0
  return () => {
    for (const { id, time, topics, message } of device.logged)
      if (id > last && /\b(error|warning)\b/.test(topics))
        line(`${formatDateTime(device.local(time), 'iso')} ${fromBytes(`${topics} ${message}`)}`)
    last = device.logged.at(-1)?.id ?? last
  }
}
