// Owns what /ip/dhcp-server/network refuses.
import { Failure } from '../../../diagnostic/failure.ts'
import type { Change } from '../../../schema/menu.ts'
import { ipMask, readIpPrefix } from '../../../value/address.ts'
import { show } from '../../../value/show.ts'
import { extend } from '../../declaration.ts'

/** A CHR of 7.23.7, over REST: `192.168.88.1/24` is no network. */
function refuseHostBits({ values }: Change): void {
  const prefix = readIpPrefix(show(values.get('address') ?? ''))
  if (prefix !== undefined && (prefix.address & ~ipMask(prefix.length)) !== 0) throw new Failure('failure: invalid network')
}

export const dhcpNetwork = extend('/ip/dhcp-server/network', {
  adding: refuseHostBits,
  setting: (_row, change) => refuseHostBits(change),
})
