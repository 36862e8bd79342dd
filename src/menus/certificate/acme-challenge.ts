// Owns the internal menu that stores the answers to an ACME server's challenges.
import { text } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { answer, challengesPath, challengeUrlPath } from './acme/challenge.ts'

/** No release has this menu, so scripts cannot name it. */
export const acmeChallenges = menu({
  path: challengesPath,
  releases: '7.1..',
  kind: 'list',
  about: 'answers for ACME servers; internal',
  internal: true,
  unexported: true,
  name: 'token',
  properties: { token: { type: text() }, text: { type: text() } },
  // Independent of acme-plain: with www and without acme-plain a CHR of 7.21rc3 was issued a certificate.
  web: { under: challengeUrlPath, answer },
})
