// Owns the notes on /interface/detect-internet: hand-written metadata (menu-notes.ts).
import { each, notes, to } from '../menu-notes.ts'

export const detectInternet = notes(() => ({
  '/interface/detect-internet': {
    order: 'detect-interface-list lan-interface-list wan-interface-list internet-interface-list',
    defaults: {
      'detect-interface-list': 'none',
      'internet-interface-list': 'none',
      'lan-interface-list': 'none',
      'wan-interface-list': 'none',
      'request-interval': '2m',
    },
    refers: {
      ...each(
        'detect-interface-list internet-interface-list lan-interface-list wan-interface-list',
        to('/interface/list', 'all none dynamic static'),
      ),
    },
  },
  '/interface/detect-internet/state': {
    columns: [{ names: 'name state state-change-time cloud-rtt' }],
  },
}))
