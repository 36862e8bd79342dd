// Owns arbitraries for certificates: templates, the chains that they are signed into, as the commands that make them.
import fc, { type Arbitrary } from 'fast-check'
import { itemName } from './names.ts'
import { written } from './text.ts'
import { ip } from './values.ts'

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
  ip.map((address) => `IP:${address}`),
  itemName.map((name) => `email:${name}@example.com`),
)

/** Elliptic keys are made in no time; RSA ones of 2048 bits and more take a tenth of a second and longer. */
const keySize = fc.constantFrom('prime256v1', 'secp384r1')
const days = fc.constantFrom('1', '2', '30', '365', '3650')

export interface TemplateOptions {
  readonly name?: string
  /** An authority: it may sign others. */
  readonly authority?: true
}

/** The words after `/certificate/add`. Only `common-name`, `key-size` and `days-valid` are always there. */
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
        .flatMap(([field, value]) => (value === '' ? [] : [`${field}=${written(value)}`]))
        .join(' '),
    )

/**
 * A self-signed authority, up to two below it, and a leaf: the commands that make them, one a line. The names are `root`, `ca1`, `ca2`,
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
