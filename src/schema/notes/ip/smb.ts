// Owns the notes on /ip/smb and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const smb = notes(() => ({
  '/ip/smb': { defaults: { enabled: 'auto' }, refers: { interfaces: to('/interface', 'all', true) } },
  '/ip/smb/shares': {
    columns: [{ names: 'name directory require-encryption' }],
    factory: {
      selects: 'default',
      rows: ['default=yes directory=pub disabled=yes invalid-users="" name=pub read-only=no require-encryption=no valid-users=""'],
    },
  },
  '/ip/smb/users': {
    columns: [{ names: 'name password' }],
    factory: { selects: 'default', rows: ['default=yes disabled=no name=guest password="" read-only=yes'] },
  },
}))
