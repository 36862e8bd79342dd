// Owns `flush` of /ip/ipsec/installed-sa, which removes all security associations.
import { extend } from '../../declaration.ts'
import { removeAll } from '../../remove-all.ts'

/** The command `flush`, which removes all rows. */
export const ipsecAssociations = extend('/ip/ipsec/installed-sa', {
  commands: { flush: { about: 'ends all security associations', run: removeAll } },
})
