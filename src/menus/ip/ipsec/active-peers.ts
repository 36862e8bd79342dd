// Owns `kill-connections` of /ip/ipsec/active-peers.
import { extend } from '../../declaration.ts'
import { removeAll } from '../../remove-all.ts'

/** The command `kill-connections`, which removes all rows. */
export const ipsecActivePeers = extend('/ip/ipsec/active-peers', {
  commands: { 'kill-connections': { about: 'ends the connections to all peers', run: removeAll } },
})
