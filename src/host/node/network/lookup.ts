// Owns resolving names: by the addresses that the user gave, by the machine's resolver, or by a given name server.
import { ADDRCONFIG, lookup, promises, Resolver } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { AddressFamily, NetworkFault, NameServer } from '../../host.ts'

/** Milliseconds for one try at a given server, and the number of tries. */
const serverTimeout = { timeout: 2_000, tries: 2 }

/** Returns the lookup function for sockets. */
export function lookupWith(names: ReadonlyMap<string, string>): LookupFunction {
  return (host, options, callback) => {
    const address = names.get(host.toLowerCase())
    if (address === undefined) return lookup(host, options, callback)
    const family = isIP(address)
    if ((options.family === 4 || options.family === 6) && options.family !== family)
      return callback(Object.assign(new Error(`${host} has no address of IPv${options.family}`), { code: 'ENOTFOUND' }), '')
    if (options.all === true) callback(null, [{ address, family }])
    else callback(null, address, family)
  }
}

/** Returns the addresses of one family, in the resolver's order. */
export async function addressesOf(
  names: ReadonlyMap<string, string>,
  name: string,
  family: AddressFamily,
  server: NameServer | undefined,
): Promise<readonly string[] | NetworkFault> {
  const number = family === 'ipv4' ? 4 : 6
  const given = server === undefined ? names.get(name.toLowerCase()) : undefined
  if (given !== undefined && isIP(given) === number) return [given]
  try {
    if (server === undefined)
      return (await promises.lookup(name, { family: number, all: true, hints: ADDRCONFIG })).map(({ address }) => address)
    return await ask(name, number, server)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ETIMEOUT' || code === 'ETIMEDOUT') return { fault: 'timeout', detail: `no name server answered for ${name}` }
    if (code === 'ECONNREFUSED') return { fault: 'refused', detail: `the name server ${server?.address ?? ''} refuses` }
    return { fault: 'unknown-name', detail: `${name} is not known${code === '' ? '' : ` (${code})`}` }
  }
}

function ask(name: string, family: 4 | 6, { address, port = 53 }: NameServer): Promise<readonly string[]> {
  const resolver = new Resolver(serverTimeout)
  resolver.setServers([`${address.includes(':') ? `[${address}]` : address}:${port}`])
  return new Promise((resolve, reject) => {
    const take = (error: Error | null, addresses: readonly string[]): void => (error === null ? resolve(addresses) : reject(error))
    if (family === 4) resolver.resolve4(name, take)
    else resolver.resolve6(name, take)
  })
}
