// Owns the notes on /lcd and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from './menu-notes.ts'

export const lcd = notes(() => ({
  '/lcd': {
    board: {
      kind: 'settings',
      commands: 'backlight show take-screenshot',
      properties: 'enabled backlight-timeout color-scheme default-screen flip-screen read-only-mode time-interval touch-screen',
    },
  },
  '/lcd/interface': {
    board: { kind: 'fixed', properties: 'interface max-speed timeout disabled' },
    name: 'interface',
    factory: { selects: 'name', rows: [] },
    refers: { interface: to('/interface') },
  },
  '/lcd/interface/pages': { board: { kind: 'list', properties: 'interfaces' }, boardRows: { numbered: true } },
  '/lcd/pin': { board: { kind: 'settings', properties: 'pin-number hide-pin-number' } },
  '/lcd/screen': { board: { kind: 'fixed', properties: 'name timeout' }, boardRows: { numbered: true, by: 'name' } },
}))
