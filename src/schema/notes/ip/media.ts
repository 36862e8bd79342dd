// Owns the notes on /ip/media and the menus below it: hand-written metadata (menu-notes.ts).
import { notes } from '../menu-notes.ts'

export const media = notes(() => ({ '/ip/media/settings': { defaults: { thumbnails: '' } } }))
