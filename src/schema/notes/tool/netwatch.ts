// Owns the notes on /tool/netwatch.
import { notes } from '../menu-notes.ts'

export const netwatch = notes(() => ({
  '/tool/netwatch': {
    types: { port: 'num 0..65535' },
    defaults: { disabled: 'no', 'http-codes': '', 'test-script': '', type: 'simple' },
    alwaysSaid: ['disabled', 'http-codes', 'test-script', 'type'],
  },
}))
