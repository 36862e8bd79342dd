// Owns ending the security associations of /ip/ipsec/installed-sa.
import { extend } from '../../declaration.ts'
import { endAll } from '../../emptied.ts'

export const ipsecAssociations = extend('/ip/ipsec/installed-sa', {
  commands: { flush: { about: 'ends all security associations', run: endAll } },
})
