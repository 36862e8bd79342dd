// Owns the notes on /port.
import { notes, names } from './menu-notes.ts'

export const port = notes(() => ({
  '/port': {
    columns: [{ names: 'device name channels used-by baud-rate' }],
    boardRows: { numbered: true, stem: 'serial' },
    factory: { selects: 'number', rows: ['name=serial0 baud-rate=auto data-bits=8 flow-control=none parity=none stop-bits=1'] },
  },
  '/port/remote-access': {
    without: names('active-peer active-peer-port remote-address remote-port'),
    told: ['active', 'busy', 'logging-active'],
  },
}))
