// Owns arbitraries of certificates: templates and signed chains, as the commands that create them.
import fc, { type Arbitrary } from 'fast-check'
import { itemName } from './names.ts'
import { exportForm } from './text.ts'
import { ipValue } from './values.ts'

const uses = [
  'digital-signature',
  'key-encipherment',
  'data-encipherment',
  'key-agreement',
  'tls-server',
  'tls-client',
  'code-sign',
  'email-protect',
  'timestamp',
  'ocsp-sign',
]
const part = fc.oneof(fc.constantFrom('Example Ltd', 'Rīga', 'a', 'x=y', 'O"Hara'), fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .-]{0,14}$/))
const host = fc.oneof(
  fc.constantFrom('router.lan', 'vpn.example.com', '*.example.com'),
  itemName.map((name) => `${name}.lan`),
)
const alternative = fc.oneof(
  host.map((name) => `DNS:${name}`),
  ipValue.map((address) => `IP:${address}`),
  itemName.map((name) => `email:${name}@example.com`),
)

/** Elliptic curve keys take no time to make; RSA keys of 2048 bits and more take a tenth of a second and longer. */
const keySize = fc.constantFrom('prime256v1', 'secp384r1')
const days = fc.constantFrom('1', '2', '30', '365', '3650')

/** Options of an arbitrary template. */
export interface TemplateOptions {
  readonly name?: string
  /** Whether it may sign others. */
  readonly authority?: true
}

/** The words after `/certificate/add`. Only `common-name`, `key-size` and `days-valid` are always present. */
export const certificateTemplate = ({ name, authority }: TemplateOptions = {}): Arbitrary<string> =>
  fc
    .record({
      name: name === undefined ? itemName : fc.constant(name),
      'common-name': fc.oneof(host, part),
      'key-size': keySize,
      'days-valid': days,
      'key-usage':
        authority === true
          ? fc.constant('key-cert-sign,crl-sign')
          : fc.uniqueArray(fc.constantFrom(...uses), { minLength: 1, maxLength: 4 }).map((all) => all.join(',')),
      'subject-alt-name': fc.option(
        fc.uniqueArray(alternative, { minLength: 1, maxLength: 3 }).map((all) => all.join(',')),
        { nil: '' },
      ),
      organization: fc.option(part, { nil: '' }),
      locality: fc.option(part, { nil: '' }),
      country: fc.constantFrom('', 'LV', 'DE', 'US'),
      'digest-algorithm': fc.constantFrom('sha256', 'sha384', 'sha512'),
    })
    .map((fields) =>
      Object.entries(fields)
        .flatMap(([field, value]) => (value === '' ? [] : [`${field}=${exportForm(value)}`]))
        .join(' '),
    )

/**
 * A self-signed authority, up to two below it, and a leaf: the commands that create them, one per line. The names are `root`, `ca1`, `ca2`,
 * `leaf`.
 */
export const certificateChain: Arbitrary<string> = fc
  .tuple(
    certificateTemplate({ name: 'root', authority: true }),
    fc.array(fc.constant(undefined), { maxLength: 2 }),
    certificateTemplate({ name: 'ca1', authority: true }),
    certificateTemplate({ name: 'ca2', authority: true }),
    certificateTemplate({ name: 'leaf' }),
  )
  .map(([root, between, ca1, ca2, leaf]) => {
    const below = [ca1, ca2].slice(0, between.length)
    const lines = [`/certificate/add ${root}`, '/certificate/sign root']
    let signer = 'root'
    below.forEach((template, at) => {
      const name = `ca${at + 1}`
      lines.push(`/certificate/add ${template}`, `/certificate/sign ${name} ca=${signer}`)
      signer = name
    })
    return [...lines, `/certificate/add ${leaf}`, `/certificate/sign leaf ca=${signer}`, ''].join('\n')
  })

/** The states of a certificate on a device. */
const forms = ['template', 'signed', 'signed', 'issued', 'revoked', 'keyless', 'twice', 'orphan'] as const

/** Options of an arbitrary set of certificates. */
export interface CertificatesOptions {
  /** The names of certificates; default: `root`, `leaf` and others. */
  readonly names?: readonly string[]
  /** PKCS#12 files with a certificate and its key, which scripts import. */
  readonly files?: readonly string[]
  /** Passphrases of those files; default: `secret`. Some files have a different one. */
  readonly passphrases?: readonly string[]
}

/**
 * The commands that create certificates in various states on a new device, in order: templates, self-signed ones, some signed by an
 * authority, some of these revoked, without their key, imported a second time, or with a removed authority; two with the same common name.
 * They may be valid for a day that is partly over, so that some expire while a script runs.
 */
export function certificateState({ names = [], files = [], passphrases = [] }: CertificatesOptions = {}): Arbitrary<readonly string[]> {
  const plain = fc.constantFrom('leaf', 'server', 'client')
  const name = names.length === 0 ? plain : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: plain })
  const one = fc.record({ name, form: fc.constantFrom(...forms), days: fc.constantFrom('1', '365'), pair: fc.nat(5) })
  const age = fc.constantFrom('', '12h', '23:59:30', '23:59:59', '1d00:00:01')
  const right = passphrases.length === 0 ? ['secret'] : passphrases
  const passphrase = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.constant('another one') })
  return fc
    .tuple(fc.uniqueArray(one, { maxLength: 2, selector: ({ name: of }) => of }), age, fc.subarray([...files]), passphrase)
    .map(([all, old, there, locked]) => {
      const authority = 'house-authority'
      const isIssued = all.some(({ form }) => form === 'issued' || form === 'revoked' || form === 'orphan')
      const made = all.flatMap(({ name: called, form, days: valid, pair }) => [
        ...certificateLines(called, called, form, valid, authority),
        ...(pair === 0 ? certificateLines(`${called}-2`, called, 'signed', valid, authority) : []),
      ])
      return [
        ...(isIssued ? certificateLines(authority, authority, 'signed', '3650', authority) : []),
        ...made,
        ...(all.some(({ form }) => form === 'orphan') ? [`/certificate/remove ${authority}`] : []),
        ...there.flatMap((file) => [
          ...certificateLines('in-a-file', 'in-a-file', 'signed', '365', authority),
          `/certificate/export-certificate in-a-file type=pkcs12 export-passphrase=${exportForm(locked)} ` +
            `file-name=${exportForm(file.replace(/\.p(12|fx)$/, ''))}`,
          '/certificate/remove in-a-file',
        ]),
        ...(all.some(({ form }) => form !== 'template') && old !== '' ? [`:delay ${old}`] : []),
      ]
    })
}

/** The commands that create one certificate. */
function certificateLines(
  name: string,
  commonName: string,
  form: (typeof forms)[number],
  valid: string,
  authority: string,
): readonly string[] {
  const called = exportForm(name)
  const add =
    `/certificate/add name=${called} common-name=${exportForm(commonName)} key-size=prime256v1 days-valid=${valid} ` +
    'key-usage=key-cert-sign,crl-sign,tls-server'
  if (form === 'template') return [add]
  const isIssued = form === 'issued' || form === 'revoked' || form === 'orphan'
  const sign = `/certificate/sign ${called}${isIssued ? ` ca=${authority}` : ''}`
  const file = `moved-${name.replaceAll(/\W/g, '')}`
  const away = [`/certificate/export-certificate ${called} file-name=${file}`]
  // An import removes the file.
  const back = `/certificate/import file-name=${file}.crt name=${called} passphrase=""`
  if (form === 'revoked') return [add, sign, `/certificate/issued-revoke ${called}`]
  if (form === 'keyless') return [add, sign, ...away, `/certificate/remove ${called}`, back]
  if (form === 'twice') return [add, sign, ...away, back]
  return [add, sign]
}
