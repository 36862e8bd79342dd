// Owns the computed flag of /ip/ipsec/peer: whether it only responds.
import { extend } from '../../declaration.ts'

export const ipsecPeer = extend('/ip/ipsec/peer', {
  computed: { responder: ({ values }) => values.get('passive') === true || values.get('passive') === 'yes' },
})
