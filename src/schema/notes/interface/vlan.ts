// Owns the notes on /interface/vlan.
import { notes, to } from '../menu-notes.ts'

export const vlan = notes(() => ({
  '/interface/vlan': {
    boardArguments: { add: 'l3-hw-offloading', set: 'l3-hw-offloading' },
    types: { 'vlan-id': 'num 1..4095' },
    refers: { interface: to('/interface', 'all none dynamic static') },
  },
}))
