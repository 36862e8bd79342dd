// Owns the notes on /interface/wifiwave2 and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const wifiwave2 = notes(() => ({
  '/interface/wifiwave2': {
    // Every export with this menu has `set [ find default-name=wifi1 ]`.
    formerProperties: [{ names: 'default-name', releases: '7.1..7.12' }],
  },
  '/interface/wifiwave2/*': {
    packages: ['wifiwave2'],
    types: { 'vlan-id': 'num 0..4095', 'datapath.vlan-id': 'num 0..4095' },
    exportsGiven: true,
  },
  // 100 in the facts, which are in milliseconds.
  '/interface/wifiwave2/configuration': { defaults: { 'beacon-interval': '100ms' } },
  '/interface/wifiwave2/datapath': { refers: { bridge: to('/interface/bridge', 'none') } },
}))
