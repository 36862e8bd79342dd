// Owns the internal menu that stores the published revocation lists of this device's authorities, and serving them under /crl/.
import { plainTextResponse } from '../../device/world/services.ts'
import { shown } from '../../schema/property.ts'
import { menu } from '../declaration.ts'
import { isPageServed } from '../plain-page.ts'
import { publishedCrl } from './parts/authority-list.ts'
import { publicationAttachment, publicationsPath } from './parts/publication.ts'

/** No release has this menu, so scripts cannot name it. One row per authority, named by its id. */
export const publishedCrls = menu({
  path: publicationsPath,
  kind: 'list',
  about: 'revocation lists that authorities of this device publish; internal',
  internal: true,
  unexported: true,
  name: 'authority',
  properties: { authority: { type: shown(), readOnly: true } },
  attachmentFormat: publicationAttachment,
  web: {
    under: '/crl/',
    allowed: isPageServed('crl-plain'),
    answer({ method, path }, device) {
      const n = /^\/crl\/(\d+)\.crl$/.exec(path)?.[1]
      if (n === undefined) return undefined
      if (method !== 'GET' && method !== 'HEAD') return plainTextResponse(405, 'a list can only be read')
      const der = publishedCrl(device, Number(n))
      return der && { status: 200, headers: [['Content-Type', 'application/pkix-crl']], body: der }
    },
  },
})
