// Owns the command `:resolve`, which looks up names in DNS.
import { outsideFailure } from '../device/world/fault.ts'
import { isFault, type AddressFamily, type NetworkFault } from '../host/host.ts'
import { Failure, unmatched, unmodelled } from '../diagnostic/failure.ts'
import { readIp, readIp6 } from '../value/address.ts'
import { toText } from '../value/show.ts'
import { Ip, Ip6, nothing, type Value } from '../value/value.ts'
import type { Console } from '../device/console.ts'
import { countOf, textOf, type LanguageCommand } from './language-command.ts'

/** The address families of `type=`, in lookup order. */
const families: ReadonlyMap<string, readonly AddressFamily[]> = new Map([
  ['any', ['ipv4', 'ipv6']],
  ['any6', ['ipv6', 'ipv4']],
  ['ipv4', ['ipv4']],
  ['ipv6', ['ipv6']],
])

/**
 * `:resolve` returns the first address of a name, from the device's resolver or from `server`. For an address in place of a name it throws
 * a Failure "not modelled".
 */
export const resolve: LanguageCommand = {
  about: 'returns the address of a name from a name server',
  takes: ['domain-name', 'server', 'server-port', 'type'],
  required: ['domain-name'],
  apply(machine, name = nothing, server, port, type) {
    const wanted = toText(name)
    if (addressOf(wanted) !== undefined) throw unmodelled(':resolve of an address', ':resolve of an address is not modelled')
    const asked = families.get(textOf(type) ?? 'any')
    if (asked === undefined) throw unmatched('type')
    let last: NetworkFault | undefined
    for (const family of asked) {
      const found = look(machine, wanted, family, textOf(server), port)
      if (!isFault(found)) {
        const address = found.map(addressOf).find((one) => one !== undefined)
        if (address !== undefined) return address
      } else if (last === undefined || found.fault !== 'unknown-name') last = found
    }
    throw last === undefined
      ? new Failure('failure: dns name exists, but no appropriate record')
      : outsideFailure(':resolve', last, words(last))
  },
}

/** Looks up the addresses of a name in one family, at `server` if it is given. */
function look(
  { device: { peers } }: Console,
  name: string,
  family: AddressFamily,
  server: string | undefined,
  port: Value | undefined,
): readonly string[] | NetworkFault {
  if (server === undefined) return peers.resolve(name, family)
  const addresses = addressOf(server) === undefined ? peers.resolve(server, 'ipv4') : [server]
  if (isFault(addresses)) return addresses
  const [address] = addresses
  if (address === undefined) return { fault: 'unknown-name', detail: `${server} has no address` }
  return peers.resolve(name, family, { address, ...(port === undefined ? {} : { port: countOf(port, 'server-port') }) })
}

/** The device's messages: language reference, section 7; for a server that does not respond, DNS logs of 7.8. */
const words = ({ fault }: NetworkFault): string =>
  fault === 'unknown-name' ? 'failure: dns name does not exist' : 'failure: dns server failure'

function addressOf(address: string): Ip | Ip6 | undefined {
  const ip = readIp(address)
  if (ip !== undefined) return new Ip(ip)
  const ip6 = readIp6(address)
  return ip6 === undefined ? undefined : new Ip6(ip6)
}
