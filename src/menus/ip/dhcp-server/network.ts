// Owns checking the networks of /ip/dhcp-server/network.
import { Failure } from '../../../diagnostic/failure.ts'
import type { Change } from '../../../schema/menu.ts'
import { ipMask, readIpPrefix } from '../../../value/address.ts'
import { show } from '../../../value/show.ts'
import { extend } from '../../declaration.ts'

/** Throws a Failure where host bits are set: on a CHR of 7.23.7, over REST, `192.168.88.1/24` is no network. */
function refuseHostBits({ values }: Change): void {
  const prefix = readIpPrefix(show(values.get('address') ?? ''))
  if (prefix !== undefined && (prefix.address & ~ipMask(prefix.length)) !== 0) throw new Failure('failure: invalid network')
}

/** Refuses networks with host bits, in `add` and `set`. */
export const dhcpNetwork = extend('/ip/dhcp-server/network', {
  adding: refuseHostBits,
  setting: (_row, change) => refuseHostBits(change),
})
