// Owns the notes on the root's own commands.
import { notes } from './menu-notes.ts'

export const root = notes(() => ({
  '/': {
    bounds: {
      // Changelogs; `timestamp` and the random ones are told as new in 7.x by what users write about its language.
      retry: '7.4..',
      timestamp: '7.0..',
      rndnum: '7.0..',
      rndstr: '7.0..',
      // The changelog of 7.17; a script that names it does not load on 7.13 to 7.16 (a maintainer of agents for these releases).
      'serialize options json.no-string-conversion': '7.17..',
      'deserialize options json.no-string-conversion': '7.17..',
    },
    // The listings of 7.23 name `ping` under `/tool` only; four scripts that say `/ping` or `:ping` have the verdict `ok` of 7.23rc1 all
    // the
    // same, and the current manual writes it so.
    aliases: { ping: '/tool/ping' },
    // The manual's page on users: `password` changes the own one.
    needs: { password: ['password'], ping: ['test'] },
  },
}))
