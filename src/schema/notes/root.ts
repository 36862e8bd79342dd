// Owns the notes on the root's own commands: hand-written metadata (menu-notes.ts).
import { notes } from './menu-notes.ts'

export const root = notes(() => ({
  '/': {
    bounds: {
      // Changelogs; `timestamp` and the random ones are new in 7.x by what users write about its language.
      retry: '7.4..',
      timestamp: '7.0..',
      rndnum: '7.0..',
      rndstr: '7.0..',
      // The changelog of 7.17; a script with it does not load on 7.13 to 7.16 (a maintainer of agents for these releases).
      'serialize options json.no-string-conversion': '7.17..',
      'deserialize options json.no-string-conversion': '7.17..',
    },
    // The listings of 7.23 have `ping` only under `/tool`; yet 7.23rc1 accepts four scripts with `/ping` or `:ping`, and the current manual
    // uses it.
    aliases: { ping: '/tool/ping' },
    // The manual's page on users: `password` allows changing one's own.
    needs: { password: ['password'], ping: ['test'] },
  },
}))
