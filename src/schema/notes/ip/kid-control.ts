// Owns the notes on /ip/kid-control and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const kidControl = notes(() => ({
  '/ip/kid-control': { emptyAtRest: ['pause-left', 'pause-till'], fromOutside: ['blocked', 'rate-limited'] },
  '/ip/kid-control/device': {
    prints: { stats: { as: 'table', names: 'name idle-time rate-down rate-up bytes-down bytes-up' } },
    valuesAtRest: { 'rate-down': '0', 'rate-up': '0' },
    emptyAtRest: ['ip-address', 'activity'],
    fromOutside: ['blocked', 'limited'],
  },
}))
