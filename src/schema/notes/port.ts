// Owns the notes on /port: hand-written metadata (menu-notes.ts).
import { notes, names } from './menu-notes.ts'

export const port = notes(() => ({
  '/port': {
    valuesAtRest: { device: '' },
    // `name="serial0" used-by="Serial Console" device="" channels=1 baud-rate=115200`: public listings of 7.x.
    order: 'name used-by device channels',
    columns: [{ names: 'device name channels used-by baud-rate' }],
    boardRows: { numbered: true, stem: 'serial' },
    factory: {
      selects: 'number',
      rows: ['channels=1 used-by="Serial Console" name=serial0 baud-rate=auto data-bits=8 flow-control=none parity=none stop-bits=1'],
    },
  },
  '/port/remote-access': {
    emptyAtRest: names('active-peer active-peer-port remote-address remote-port'),
    fromOutside: ['active', 'busy', 'logging-active'],
  },
}))
