// Owns the notes on /user and the menus below it: hand-written metadata (menu-notes.ts).
import { notes, to, names } from './menu-notes.ts'

export const user = notes(() => ({
  '/user': {
    valuesAtRest: { expired: 'no' },
    emptyAtRest: ['last-logged-in'],
    refers: { group: to('/user/group', 'full read write') },
    unexported: true,
  },
  // The manual's page on users: `policy` manages users, together with `write`.
  '/user/*': { needs: { '*': ['write', 'policy'] } },
  '/user/group': { unique: [{ by: ['name'] }] },
  '/user/settings': { defaults: { 'minimum-categories': '0', 'minimum-password-length': '0' } },
  '/user/ssh-keys/*': { unexported: true },
  '/user/ssh-keys/private': { unknownRows: true },
  '/user/ssh-keys': {
    fromOutside: names('key-type bits info fingerprint'),
  },
}))
