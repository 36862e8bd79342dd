// Owns which hosts the user allows a device to reach.
import { notAllowed, type NetworkFault } from '../../host.ts'

/** A host that may be reached; with a port, only at that port. */
interface PermittedHost {
  readonly host: string
  readonly port: number | undefined
}

/** `undefined`: nothing; `all`; or a list of hosts. */
export type AllowedHosts = 'all' | readonly PermittedHost[] | undefined

/** Parses `host`, `host:port`, `[2001:db8::1]:443`, several separated by commas; undefined where that fails. */
export function readPlaces(text: string): readonly PermittedHost[] | undefined {
  const places = text.split(',').map((part) => readPlace(part.trim()))
  return places.every((place) => place !== undefined) ? places : undefined
}

function readPlace(text: string): PermittedHost | undefined {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:/[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  const host = bracketed ?? plain
  // An IPv6 address without brackets has no port.
  if (host === undefined)
    return /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(text) ? { host: text.toLowerCase(), port: undefined } : undefined
  const number = port === undefined ? undefined : Number(port)
  return number !== undefined && number > 65_535 ? undefined : { host: host.toLowerCase(), port: number }
}

/** Returns the fault of a TXT record where no service creates them. */
export const noRecords = (name: string): NetworkFault => ({
  fault: 'not-allowed',
  detail: `no network for the TXT record of ${name} (--cloud=URL names a service that has /set-txt, such as pebble-challtestsrv)`,
})

/** Returns why a host must not be reached; undefined where it may. `port` undefined: its name is only resolved. */
export function hostRefusal(allowed: AllowedHosts, host: string, port: number | undefined): NetworkFault | undefined {
  if (allowed === 'all') return undefined
  const wanted = host.toLowerCase()
  if (allowed?.some((place) => place.host === wanted && (place.port === undefined || port === undefined || place.port === port)) === true)
    return undefined
  return notAllowed(`${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${port}`}`)
}
