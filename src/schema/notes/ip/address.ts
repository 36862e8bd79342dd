// Owns the notes on /ip/address: hand-written metadata (menu-notes.ts).
import { formatIp, ipMask, readIp, readIpPrefix } from '../../../value/address.ts'
import { notes, to } from '../menu-notes.ts'

export const address = notes(() => ({
  '/ip/address': {
    order: 'address network interface actual-interface',
    // 6.42 prints ` 1 D address=`: one column. No listing of 6.x has S.
    legends: [
      { flags: 'X:disabled I:invalid D:dynamic', releases: '..6.99', columns: 'XID' },
      { flags: 'X:disabled I:invalid D:dynamic S:slave', releases: '7.0..' },
    ],
    columns: [
      { names: 'address network broadcast? interface', releases: '..7.19' },
      { names: 'address network interface vrf', releases: '7.20..' },
    ],
    // Public listings of 7.x; one of 6.42 lacks it (X-print).
    states: [{ names: 'actual-interface', releases: '7.0..' }],
    reads: { address: 'pair' },
    keeps: { address: 'address-and-length' },
    // A VRF is an interface, too; that it may have addresses is *inferred*.
    refers: { interface: to('/interface /ip/vrf') },
    valuesAtRest: { vrf: 'main' },
    // Every export and listing has it; `set address=` updates it (a guide for a Movistar router shows both).
    completes: { name: 'network', from: 'address', text: networkOf },
    unique: [{ by: ['address', 'interface'], message: 'already have such address' }],
  },
}))

/** Returns the address without its host bits; an address without length is its own network. */
function networkOf(given: (name: string) => string | undefined): string | undefined {
  const address = given('address') ?? ''
  const prefix = readIpPrefix(address)
  if (prefix !== undefined && (prefix.length < 32 || given('netmask') === undefined))
    return formatIp((prefix.address & ipMask(prefix.length)) >>> 0)
  const ip = readIp(address.replace(/\/32$/, ''))
  const mask = readIp(given('netmask') ?? '255.255.255.255')
  return ip === undefined || mask === undefined ? undefined : formatIp((ip & mask) >>> 0)
}
