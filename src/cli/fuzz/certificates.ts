// Owns the arbitrary of certificates that lie on a device before a trial: in any state that a script can meet, and in files to import.
import fc, { type Arbitrary } from 'fast-check'
import { certificateChain } from '../../fuzz/certificates.ts'
import { written } from '../../fuzz/text.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Subject } from './subject.ts'

const names = fc.constantFrom('one', 'two', 'three')

/**
 * What a certificate has been through. `template`: not signed. `issued`: by an authority on the device. `revoked`: by it. `orphan`: its
 * authority is gone. `keyless`: imported without its key. `twice`: exported and imported once more.
 */
const states = ['template', 'signed', 'issued', 'revoked', 'orphan', 'keyless', 'twice'] as const

/** Certificates of one day, some of them near their end: `:delay` is what makes them old. */
export function certificates({ knowledge }: Subject): Arbitrary<readonly string[]> {
  const textsOf = (property: string): readonly string[] => [...knowledge.of(`/certificate ${property}`).texts].map(fromBytes)
  const known = [...new Set([...textsOf('name'), ...textsOf('common-name'), ...textsOf('ca')])]
  const common = textsOf('common-name')
  const name = known.length === 0 ? names : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: names })
  const one = fc
    .record({
      name,
      common: common.length === 0 ? fc.constant('') : fc.oneof(fc.constant(''), fc.constantFrom(...common)),
      state: fc.constantFrom('signed', ...states),
    })
    .map((made) => ({ ...made, common: made.common === '' ? made.name : made.common }))
  const age = fc.constantFrom('', '12h', '23:59:30', '23:59:59', '1d00:00:01')
  const own = fc
    .tuple(fc.uniqueArray(one, { maxLength: 2, selector: ({ name: of }) => of }), age)
    .map(([all, old]) => [
      ...all.flatMap((each) => linesOf(each.name, each.common, each.state)),
      ...(all.some(({ state }) => state !== 'template') && old !== '' ? [`:delay ${old}`] : []),
    ])
  const files = [...textsOf('file-name')].filter((file) => /\.(p12|pfx|pem|crt|key)$/.test(file))
  return fc
    .tuple(
      fc.oneof(
        { weight: 7, arbitrary: own },
        { weight: 1, arbitrary: certificateChain.map((text) => text.split('\n').filter((line) => line !== '')) },
      ),
      files.length === 0 ? fc.constant([]) : fc.option(fileOf(files, textsOf('passphrase')), { nil: [], freq: 4 }),
    )
    .map((parts) => parts.flat())
}

function add(name: string, common: string, usage: string): string {
  return `/certificate/add name=${written(name)} common-name=${written(common)} key-size=prime256v1 days-valid=1 key-usage=${usage}`
}

function linesOf(name: string, common: string, state: (typeof states)[number]): readonly string[] {
  const called = written(name)
  const authority = `${name}-issuer`
  const self = [add(name, common, 'key-cert-sign,crl-sign,tls-server')]
  const signed = [...self, `/certificate/sign ${called}`]
  const issued = [
    add(authority, authority, 'key-cert-sign,crl-sign'),
    `/certificate/sign ${written(authority)}`,
    add(name, common, 'tls-server'),
    `/certificate/sign ${called} ca=${written(authority)}`,
  ]
  const exported = [...signed, `/certificate/export-certificate ${called} file-name=kept`]
  switch (state) {
    case 'template':
      return self
    case 'signed':
      return signed
    case 'issued':
      return issued
    case 'revoked':
      return [...issued, `/certificate/issued-revoke ${called}`]
    case 'orphan':
      return [...issued, `/certificate/remove ${written(authority)}`]
    case 'keyless':
      return [...exported, `/certificate/remove ${called}`, `/certificate/import file-name=kept.crt name=${called} passphrase=""`]
    case 'twice':
      return [...exported, '/certificate/import file-name=kept.crt passphrase=""']
  }
}

/** A file that the script imports: with a certificate in it, under its passphrase or another one. */
function fileOf(files: readonly string[], passphrases: readonly string[]): Arbitrary<readonly string[]> {
  return fc.tuple(fc.constantFrom(...files), fc.constantFrom(...passphrases, 'another1')).map(([file, passphrase]) => {
    const stem = file.replace(/\.\w+$/, '')
    const isPkcs12 = /\.(p12|pfx)$/.test(file)
    return [
      add('to-export', 'to-export', 'tls-server'),
      '/certificate/sign to-export',
      `/certificate/export-certificate to-export file-name=${written(stem)} type=${isPkcs12 ? 'pkcs12' : 'pem'}` +
        ` export-passphrase=${written(passphrase.padEnd(8, '1'))}`,
      '/certificate/remove to-export',
    ]
  })
}
