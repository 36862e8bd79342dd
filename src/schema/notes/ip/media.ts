// Owns the notes on /ip/media and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to } from '../menu-notes.ts'

export const media = notes(() => ({
  '/ip/media/settings': { defaults: { thumbnails: '' } },
  '/ip/media': { refers: { interface: to('/interface') } },
}))
