// Owns the notes on /ppp and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from './menu-notes.ts'

/** Settings shared by both profiles of a new device. */
const profile =
  'address-list="" bridge-learning=default change-tcp-mss=yes on-down="" on-up="" only-one=default use-compression=default use-ipv6=yes ' +
  'use-mpls=default use-upnp=default'

export const ppp = notes(() => ({
  '/ppp/*': { types: { 'local-address': 'host', 'remote-address': 'host' } },
  '/ppp/profile': {
    listing: 'detail',
    types: { ...each('bridge-learning change-tcp-mss only-one use-compression use-encryption use-ipv6 use-mpls use-upnp', 'closed') },
    refers: { bridge: to('/interface/bridge', 'none') },
    unique: [{ by: ['name'] }],
    factory: {
      selects: 'id',
      rows: [
        `.id=*0 default=yes ${profile} name=default use-encryption=default`,
        // The last row of the listing, whatever is added.
        `.id=*FFFFFFFE default=yes ${profile} name=default-encryption use-encryption=yes`,
      ],
    },
  },
  '/ppp/secret': {
    columns: [{ names: 'name service caller-id password profile remote-address' }],
    emptyAtRest: ['last-logged-out', 'last-disconnect-reason', 'last-caller-id'],
    refers: { profile: to('/ppp/profile', 'default default-encryption') },
    stem: 'ppp',
  },
}))
