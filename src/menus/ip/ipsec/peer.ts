// Owns the computed flag of /ip/ipsec/peer: whether it only responds.
import { extend } from '../../declaration.ts'

/** The computed flag `responder` (R): whether `passive` is on. */
export const ipsecPeer = extend('/ip/ipsec/peer', {
  computed: { responder: ({ values }) => values.get('passive') === true || values.get('passive') === 'yes' },
})
