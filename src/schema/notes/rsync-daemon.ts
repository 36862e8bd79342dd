// Owns the notes on /rsync-daemon.
import { notes } from './menu-notes.ts'

export const rsyncDaemon = notes(() => ({ '/rsync-daemon/*': { packages: ['rose-storage'] } }))
