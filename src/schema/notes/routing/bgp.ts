// Owns the notes on /routing/bgp and the menus below it.
import { notes, to } from '../menu-notes.ts'

export const bgp = notes(() => ({
  '/routing/bgp/*': { types: { 'local.port': 'num 0..65535', 'remote.port': 'num 0..65535' } },
  '/routing/bgp/connection': {
    listing: 'detail',
    refers: { templates: to('/routing/bgp/template', 'default') },
  },
  '/routing/bgp/instance': {
    // 6.x had a row of that name.
    boardRows: { by: 'name' },
  },
  '/routing/bgp/template': { factory: { selects: 'name', rows: ['default=yes name=default'] } },
  '/routing/bgp/session': {
    listing: 'detail',
  },
  '/routing/bgp/advertisements': {
    listing: 'detail',
  },
}))
