// Owns ending what IPsec has agreed on with peers: rows that only peers could bring, and a test.
import type { Call } from '../../../device/call.ts'
import { nil, type Value } from '../../../value/value.ts'
import { extend } from '../../declaration.ts'

function end({ store }: Call): Value {
  for (const row of [...store.items]) store.remove(row)
  return nil
}

export const ipsecAssociations = extend('/ip/ipsec/installed-sa', {
  commands: { flush: { about: 'ends all security associations', run: end } },
})

export const ipsecActivePeers = extend('/ip/ipsec/active-peers', {
  commands: { 'kill-connections': { about: 'ends what was agreed on with all peers', run: end } },
})
