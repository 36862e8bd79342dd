// Owns the notes on the root's own commands.
import { notes } from './menu-notes.ts'

export const root = notes(() => ({ '/': { aliases: { ping: '/tool/ping' }, needs: { password: ['password'], ping: ['test'] } } }))
