// Owns the memory of challenges that an ACME server is about to look at.
import { text } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { overPlain } from '../plain-page.ts'
import { answer, challenges, under } from './acme/challenge.ts'

/** No release has such a menu, so no script can name it. */
export const acmeChallenges = menu({
  path: challenges,
  releases: '7.1..',
  kind: 'list',
  about: 'answers for ACME servers; not to be seen',
  internal: true,
  unexported: true,
  name: 'token',
  properties: { token: { type: text() }, text: { type: text() } },
  web: { under, allowed: overPlain('acme-plain'), answer },
})
