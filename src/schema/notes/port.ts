// Owns the notes on /port.
import { notes } from './menu-notes.ts'

export const port = notes(() => ({
  '/port': {
    boardRows: { numbered: true, stem: 'serial' },
    factory: { selects: 'number', rows: ['name=serial0 baud-rate=auto data-bits=8 flow-control=none parity=none stop-bits=1'] },
  },
}))
