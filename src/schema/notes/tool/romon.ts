// Owns the notes on /tool/romon and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const romon = notes(() => ({
  '/tool/romon': { places: { ssh: 'address', ping: 'id' } },
  '/tool/romon/port': {
    columns: [{ names: 'interface forbid cost' }],
    factory: { selects: 'default', rows: ['default=yes cost=100 disabled=no forbid=no interface=all secrets=""'] },
    refers: { interface: to('/interface /interface/list', 'all none dynamic static') },
  },
}))
