// Owns the notes on /openflow.
import { notes } from './menu-notes.ts'

export const openflow = notes(() => ({ '/openflow/*': { packages: ['openflow'] } }))
