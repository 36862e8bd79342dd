// Owns the memory of what authorities of this device have published.
import { shown } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { keep, publications } from './publication.ts'

/** No release has such a menu, so no script can name it. A row for each authority, under its id. */
export const publishedCrls = menu({
  path: publications,
  kind: 'list',
  about: 'revocation lists that authorities of this device publish; not to be seen',
  internal: true,
  unexported: true,
  name: 'authority',
  properties: { authority: { type: shown(), readOnly: true } },
  keep,
})
