// Owns the notes on /system/swos: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const swos = notes(() => ({
  '/system/swos': {
    board: {
      kind: 'settings',
      commands: 'password save-config load-config upgrade',
      properties: 'address-acquisition-mode allow-from allow-from-ports allow-from-vlan identity static-ip-address',
    },
  },
}))
