// Owns resolving names by /ip/dns/static.
import type { Router } from '../../../device/router.ts'
import type { StoredRow } from '../../../device/rows/store.ts'
import type { AddressFamily, NetworkFault } from '../../../host/host.ts'
import { compilePattern } from '../../../value/pattern.ts'
import { show } from '../../../value/show.ts'

const path = '/ip/dns/static'

/** The maximum number of aliases that are followed. */
const maxAliases = 8

/**
 * Returns the addresses of a name; a fault where an entry denies it; undefined where no entry matches. Entries with `regexp` come first
 * (the manual).
 */
export function resolveStatic(
  device: Router,
  name: string,
  family: AddressFamily,
  depth = 0,
): readonly string[] | NetworkFault | undefined {
  const menu = device.menuAt(path)
  if (menu === undefined) return undefined
  const value = (row: StoredRow, property: string): string => show(device.read(menu, row, property))
  const isOn = (row: StoredRow, property: string): boolean => /^(true|yes)$/.test(value(row, property))
  const entries = device.store(menu).items.filter((row) => !isOn(row, 'disabled'))
  if (entries.length === 0) return undefined
  const patterns = entries.filter((row) => row.values.has('regexp') && isPattern(value(row, 'regexp'), name))
  const wanted = name.toLowerCase()
  const named = entries.filter((row) => {
    if (!row.values.has('name')) return false
    const own = value(row, 'name').toLowerCase()
    return own === wanted || (isOn(row, 'match-subdomain') && wanted.endsWith(`.${own}`))
  })
  const found = patterns.length > 0 ? patterns : named
  const typed = (type: string): readonly StoredRow[] => found.filter((row) => (row.values.has('type') ? value(row, 'type') : 'A') === type)
  if (typed('NXDOMAIN').length > 0) return { fault: 'unknown-name', detail: `${path} says that ${name} does not exist` }
  const addresses = typed(family === 'ipv4' ? 'A' : 'AAAA').map((row) => value(row, 'address'))
  if (addresses.length > 0) return addresses
  const [alias] = typed('CNAME')
  if (alias !== undefined) return follow(device, value(alias, 'cname'), family, depth)
  const [forward] = typed('FWD')
  return forward && device.peers.resolve(name, family, { address: value(forward, 'forward-to') })
}

function follow(device: Router, name: string, family: AddressFamily, depth: number): readonly string[] | NetworkFault {
  if (depth >= maxAliases) return { fault: 'unknown-name', detail: `${path} leads from alias to alias` }
  return resolveStatic(device, name, family, depth + 1) ?? device.peers.resolve(name, family)
}

const isPattern = (pattern: string, name: string): boolean => compilePattern(pattern).matches(name)
