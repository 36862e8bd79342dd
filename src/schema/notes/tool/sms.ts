// Owns the notes on /tool/sms and the menus below it.
import { notes } from '../menu-notes.ts'

export const sms = notes(() => ({
  '/tool/sms': {
    without: ['status', 'last-ussd'],
    places: { send: 'port phone-number message' },
    defaults: { 'auto-erase': 'no', polling: 'no', 'sms-storage': 'sim' },
  },
  '/tool/sms/inbox/*': { unexported: true },
}))
