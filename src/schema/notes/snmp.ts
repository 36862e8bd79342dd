// Owns the notes on /snmp and the menus below it: hand-written metadata (menu-notes.ts).
import { each, notes, to } from './menu-notes.ts'

export const snmp = notes(() => ({
  '/snmp/*': { types: { ...each('authentication-protocol encryption-protocol', 'closed'), 'trap-version': 'only', 'trap-target': 'host' } },
  '/snmp/community': {
    keeps: { addresses: 'prefix' },
    factory: {
      selects: 'default',
      rows: [
        'default=yes addresses=::/0 authentication-password="" authentication-protocol=MD5 disabled=no encryption-password="" ' +
          'encryption-protocol=DES name=public read-access=yes security=none write-access=no',
      ],
    },
  },
  '/snmp': { refers: { 'trap-interfaces': to('/interface', 'all', true) } },
}))
