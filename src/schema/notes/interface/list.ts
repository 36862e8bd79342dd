// Owns the notes on /interface/list and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const list = notes(() => ({
  '/interface/list': {
    valuesAtRest: { builtin: 'no', dynamic: 'no' },
    refers: { include: to('/interface/list', 'all none dynamic static'), exclude: to('/interface/list', 'all none dynamic static') },
    factory: {
      selects: 'name=',
      rows: [
        'name=all builtin=yes comment="contains all interfaces" exclude="" include=""',
        'name=none builtin=yes comment="contains no interfaces" exclude="" include=""',
        'name=dynamic builtin=yes comment="contains dynamic interfaces" exclude="" include=""',
        'name=static builtin=yes comment="contains static interfaces" exclude="" include=""',
      ],
    },
  },
  '/interface/list/member': {
    columns: [{ names: 'list interface' }],
    refers: { list: to('/interface/list', 'all none dynamic static'), interface: to('/interface') },
  },
}))
