// Owns the notes on the root's own commands.
import { notes } from './menu-notes.ts'

export const root = notes(() => ({
  '/': {
    // The listings of 7.23 name `ping` under `/tool` only; four scripts that say `/ping` or `:ping` have the verdict `ok` of 7.23rc1 all
    // the
    // same, and the current manual writes it so.
    aliases: { ping: '/tool/ping' },
    // The manual's page on users: `password` changes the own one.
    needs: { password: ['password'], ping: ['test'] },
  },
}))
