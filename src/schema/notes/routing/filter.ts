// Owns the notes on /routing/filter and the menus below it.
import { notes } from '../menu-notes.ts'

export const filter = notes(() => ({
  '/routing/filter/rule': {
    listing: 'detail',
    identifies: 'chain',
  },
}))
