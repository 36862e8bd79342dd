// Owns the notes on /ipv6/nd: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const nd = notes(() => ({
  '/ipv6/nd': {
    types: { mtu: 'num 0..65536' },
    refers: { interface: to('/interface', 'all') },
    factory: {
      selects: 'default',
      rows: [
        'default=yes advertise-dns=yes advertise-mac-address=yes disabled=no hop-limit=unspecified interface=all ' +
          'managed-address-configuration=no mtu=unspecified other-configuration=no ra-delay=3s ra-interval=3m20s-10m ' +
          'ra-lifetime=30m ra-preference=medium reachable-time=unspecified retransmit-interval=unspecified',
      ],
    },
  },
  '/ipv6/nd/prefix': {
    listing: 'detail',
    refers: { interface: to('/interface'), '6to4-interface': to('/interface', 'none') },
  },
  '/ipv6/nd/proxy': { refers: { interface: to('/interface') } },
}))
