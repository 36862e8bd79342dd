// Owns the notes on /system/leds: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const leds = notes(() => ({
  '/system/leds': {
    boardRows: { numbered: true },
    alsoTakes: { type: 'enum :gps-valid align-left align-right align-up align-down' },
    refers: { interface: to('/interface', '', true) },
  },
}))
