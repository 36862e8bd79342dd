// Owns the notes on /rsync-daemon: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const rsyncDaemon = notes(() => ({ '/rsync-daemon/*': { packages: ['rose-storage'] } }))
