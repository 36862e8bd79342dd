// Owns the notes on /system/console and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const systemConsole = notes(() => ({
  '/system/console': {
    // No listing of 6.x has `*` and `W`.
    flagReleases: { default: '7.0..', wedged: '7.0..' },
    columns: [{ names: 'port term' }],
    fromOutside: ['vcno', 'used', 'free'],
    defaults: { channel: '0', disabled: 'no', term: 'linux' },
  },
  '/system/console/screen': { defaults: { 'blank-interval': '10min', 'line-count': '25' } },
}))
