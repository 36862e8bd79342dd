// Owns /certificate: templates and certificates, their listing, and the commands that create, transfer and revoke them.
import { ArrayValue, type Value } from '../value/value.ts'
import { acmeRenew, addAcme } from './certificate/acme/add-acme.ts'
import { clientOf } from './certificate/acme/client.ts'
import { enableSslCertificate } from './certificate/acme/enable-ssl-certificate.ts'
import { isAuthority } from './certificate/authority.ts'
import { detailOrder } from './certificate/detail-order.ts'
import { exportCertificate } from './certificate/export-certificate.ts'
import { importFiles } from './certificate/import-files.ts'
import { issuedRevoke } from './certificate/issued-revoke.ts'
import { endList, keepRevoked } from './certificate/parts/authority-list.ts'
import { isAwaited, isEnrolling, properties } from './certificate/properties.ts'
import { createRequest, signRequest } from './certificate/request.ts'
import { addScep, scepRenew } from './certificate/scep/add-scep.ts'
import { forgetClient } from './certificate/scep/client.ts'
import { certificatePath, certificateAttachment, signedOf } from './certificate/parts/signed.ts'
import { signTemplate } from './certificate/sign.ts'
import { adding, setting } from './certificate/template.ts'
import { smartCard } from './certificate/smart-card.ts'
import { menu } from './declaration.ts'

export { certificate2 } from './certificate/version-2.ts'

/** The properties of an ACME client's row that has no certificate yet. */
const ofOrder: ReadonlySet<string> = new Set(['name', 'trust-store', 'trusted', 'domain-names', 'directory-url', 'acme-status'])

/**
 * `/certificate` since 6.0: one row for each template, certificate, and client of ACME or SCEP. `version-2.ts` declares it for 2.x to 5.x.
 */
export const certificate = menu({
  path: certificatePath,
  releases: '6.0..',
  kind: 'list',
  about: 'certificate templates, certificates and their keys',
  unexported: true,
  // By the list of changes of 6.43; safe mode of 7.21 was seen to keep a certificate.
  irreversible: '6.43..',
  name: 'name',
  properties,
  flags: [
    { letter: 'K', property: 'private-key', includedWhenFalse: '..' },
    // C-12 and C-29: a column of 6.x.
    { letter: 'D', property: 'dsa', releases: '..6.44' },
    { letter: 'L', property: 'crl', includedWhenFalse: '..' },
    { letter: 'C', property: 'smart-card-key', includedWhenFalse: '..' },
    { letter: 'A', property: 'authority', includedWhenFalse: '..' },
    // C-60 of 7.8 leaves it out where it is false, C-61 of 7.23.2 does not.
    { letter: 'I', property: 'issued', includedWhenFalse: '7.13..', releases: '6.16..' },
    // Listings of the first 6.x (CAPsMAN pages of the wiki) have A, I and R in one column.
    { letter: 'I', property: 'issued', shares: true, releases: '..6.15' },
    { letter: 'R', property: 'revoked', shares: true },
    { letter: 'E', property: 'expired' },
    { letter: 'T', property: 'trusted', includedWhenFalse: '..', when: (row) => signedOf(row) !== undefined || isAwaited(row) },
    { letter: 'a', property: 'acme-managed', releases: '7.22..' },
    { letter: 'D', property: 'dynamic', releases: '7.22..' },
  ],
  columns: [
    // The shares are the widths of a 6.35.2 listing, 170 columns wide (C-29); other listings of 6.x cut the fingerprint and distribute the
    // rest alike.
    { property: 'name', share: 27 },
    { property: 'trust-store', releases: '7.21..' },
    { property: 'common-name', share: 31 },
    { property: 'subject-alt-name', share: 65 },
    // Fingerprints up to at least 7.7, key identifiers from 7.15 at the latest (C-30, C-24).
    { property: 'fingerprint', share: 31, releases: '..7.12' },
    { property: 'skid', releases: '7.13..' },
  ],
  detail: detailOrder,
  // Templates only show their writable properties (C-01 and the manual).
  shows(row, name, device) {
    const signed = signedOf(row)
    // C-12: 6.44 leaves out empty alternative names.
    if (name === 'subject-alt-name' && device.isRelease('..6.45')) {
      const names = device.read(certificate, row, name)
      if (names instanceof ArrayValue && names.length === 0) return false
    }
    // C-41: a SCEP client of 6.x.
    if (device.isRelease('..6.44') && ['req-fingerprint', 'ca-fingerprint', 'status'].includes(name)) return false
    if (signed === undefined && clientOf(row) !== undefined) return ofOrder.has(name)
    if (signed === undefined)
      return !['digest-algorithm', 'trusted', 'trust-store', 'revoked'].includes(name) || (name.startsWith('trust') && isEnrolling(row))
    return name !== 'revoked' || signed.revoked !== undefined
  },
  adding,
  setting,
  removing(row, device) {
    keepRevoked(device, row)
    forgetClient(device, row)
    if (!isAuthority(row, device)) return
    endList(device, row.id)
    const store = device.storeAt(certificatePath)
    const children = store.items.filter(({ values }) => isReferenceTo(values.get('ca'), row.id))
    for (const child of children) {
      certificate.removing?.(child, device)
      store.remove(child)
    }
  },
  commands: {
    sign: signTemplate,
    import: importFiles,
    'export-certificate': exportCertificate,
    'create-certificate-request': createRequest,
    'sign-certificate-request': signRequest,
    'issued-revoke': issuedRevoke,
    'add-scep': addScep,
    'scep-renew': scepRenew,
    'add-acme': addAcme,
    'acme-renew': acmeRenew,
    'enable-ssl-certificate': enableSslCertificate,
    ...smartCard,
  },
  attachmentFormat: certificateAttachment,
  examples: [
    {
      title: 'a CA and a server',
      transcript: `[admin@MikroTik] > /certificate
[admin@MikroTik] /certificate> add name=ca common-name=Test-CA key-usage=key-cert-sign,crl-sign
[admin@MikroTik] /certificate> sign ca
  progress: done

[admin@MikroTik] /certificate> add name=www common-name=router.lan subject-alt-name=DNS:router.lan key-usage=tls-server
[admin@MikroTik] /certificate> sign www ca=ca
  progress: done

[admin@MikroTik] /certificate> print
Flags: K - PRIVATE-KEY; A - AUTHORITY; I - ISSUED; T - TRUSTED
Columns: NAME, TRUST-STORE, COMMON-NAME, SUBJECT-ALT-NAME, SKID
#      NAM  TRU  COMMON-NAM  SUBJECT-ALT-NA  SKID                                    
0 KA T ca   all  Test-CA                     3138705E7EBD3D468F90C68D0467D1EB80533216
1 K I  www  all  router.lan  DNS:router.lan  8D0554E4240D5307DCD1347DDF04F4D648DEA3BE
`,
    },
    {
      title: 'properties that conditions ask',
      transcript: `[admin@MikroTik] > /certificate add name=a common-name=a days-valid=10
[admin@MikroTik] > /certificate sign a
  progress: done

[admin@MikroTik] > :put [/certificate find where expires-after<3w !ca]
*1
[admin@MikroTik] > :put [/certificate get a key-size]
2048
`,
    },
  ],
})

const isReferenceTo = (value: Value | undefined, id: number): boolean => typeof value === 'object' && 'id' in value && value.id === id
