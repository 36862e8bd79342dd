// Owns the notes on /container: hand-written metadata (menu-notes.ts).
import { notes, to } from './menu-notes.ts'

export const container = notes(() => ({
  '/container/*': { packages: ['container'], exportsGiven: true },
  '/container': {
    releases: '7.0..',
    listing: 'detail',
    // The manual's page on containers shows the image after the name.
    order: 'name repo tag os arch interface',
    valuesAtRest: { stopped: 'yes' },
    refers: { interface: to('/interface', '', true) },
  },
}))
