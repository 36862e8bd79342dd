// Owns the notes on /tool/sms and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const sms = notes(() => ({
  '/tool/sms': {
    order: 'status receive-enabled port channel secret allowed-number auto-erase sim-pin last-ussd',
    emptyAtRest: ['status', 'last-ussd'],
    alsoTakes: { 'sms-storage': 'enum :combined' },
    places: { send: 'port phone-number message' },
    defaults: { 'auto-erase': 'no', polling: 'no', 'sms-storage': 'sim' },
  },
  '/tool/sms/inbox/*': { unexported: true },
}))
