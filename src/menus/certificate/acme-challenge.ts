// Owns the memory of challenges that an ACME server is about to look at.
import { text } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
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
  // Whether or not acme-plain is yes: with www and without acme-plain a CHR of 7.21rc3 was issued a certificate.
  web: { under, answer },
})
