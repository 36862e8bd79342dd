// Owns what /ip/ipsec/peer works out: whether it only answers.
import { extend } from '../../declaration.ts'

export const ipsecPeer = extend('/ip/ipsec/peer', {
  computed: { responder: ({ values }) => values.get('passive') === true || values.get('passive') === 'yes' },
})
