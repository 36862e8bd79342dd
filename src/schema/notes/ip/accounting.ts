// Owns the notes on /ip/accounting, a menu of 6.x: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const accounting = notes(() => ({
  '/ip/accounting': {
    board: { releases: '..6.99', kind: 'settings', properties: 'enabled account-local-traffic threshold' },
    defaults: { enabled: 'no', 'account-local-traffic': 'no', threshold: '256' },
  },
  '/ip/accounting/web-access': {
    board: { releases: '..6.99', kind: 'settings', properties: 'accessible-via-web address' },
    defaults: { 'accessible-via-web': 'no', address: '0.0.0.0/0' },
  },
}))
