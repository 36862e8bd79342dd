// Owns the notes on /interface/lte and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const lte = notes(() => ({
  '/interface/lte': {
    listing: 'detail',
    // `at-chat`.
    alsoTakes: { wait: 'time 0..255000 :no yes' },
    boardArguments: { set: 'antenna-scan', info: 'number once append as-value do duration file interval without-paging' },
    refers: { 'apn-profiles': to('/interface/lte/apn', 'default') },
  },
  '/interface/lte/apn': {
    factory: {
      selects: 'default',
      rows: [
        'default=yes add-default-route=yes apn=internet authentication=none default-route-distance=2 ip-type=auto name=default ' +
          'use-network-apn=yes use-peer-dns=yes',
      ],
    },
    refers: { 'passthrough-interface': to('/interface', 'none'), 'ipv6-interface': to('/interface', 'none') },
  },
  '/interface/lte/esim/*': { unexported: true },
  '/interface/lte/settings': {
    alsoTakes: { mode: 'enum :qmi', 'esim-channel': 'enum :qmi mbim' },
    defaults: { 'esim-channel': 'auto', 'firmware-path': 'firmware', mode: 'auto', 'link-recovery-timer': '120' },
  },
}))
