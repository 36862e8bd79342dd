// Owns the notes on /tool/mac-server and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const macServer = notes(() => ({
  '/tool/mac-server': {
    defaults: { 'allowed-interface-list': 'all' },
    refers: { 'allowed-interface-list': to('/interface/list', 'all none dynamic static') },
  },
  '/tool/mac-server/mac-winbox': {
    defaults: { 'allowed-interface-list': 'all' },
    refers: { 'allowed-interface-list': to('/interface/list', 'all none dynamic static') },
  },
  '/tool/mac-server/sessions': {
    columns: [{ names: 'interface src-address uptime' }],
  },
}))
