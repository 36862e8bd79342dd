// Owns the notes on /iot.
import { notes } from './menu-notes.ts'

export const iot = notes(() => ({ '/iot/*': { packages: ['iot'], saysGiven: true } }))
