// Owns the notes on /routing/filter and the menus below it.
import { notes } from '../menu-notes.ts'

export const filter = notes(() => ({
  '/routing/filter/rule': {
    // `rule="if (dst in 10.0.0.0/8) ..."`: the manual's listing.
    quoted: ['rule'],
    listing: 'detail',
    identifies: 'chain',
  },
}))
