// Owns what releases before the facts (which begin with 7.9) had otherwise: menus, commands, arguments and properties, as ranges.
import type { ArgumentFacts } from './facts-file.ts'
import { readKind } from './kind.ts'
import type { Releases } from './menu.ts'
import { inRange } from './range.ts'
import type { Release } from './release.ts'

/**
 * What the facts know but only some releases have: a menu (with all below it), a command, or `command argument`. Sources: the manual of 2.8,
 * the wiki's pages for 6.0, the change logs of 6.x; dates of commands are in reference certificate.md 1.1 and 14.
 */
const bounded: readonly (readonly [what: string, releases: Releases])[] = [
  // 2.x to 5.x only import and request; templates and signing came with 6.0.
  ['/certificate/add', '6.0..'],
  ['/certificate/add-scep', '6.0..'],
  ['/certificate/scep-renew', '6.0..'],
  ['/certificate/sign', '6.0..'],
  ['/certificate/sign-certificate-request', '6.0..'],
  ['/certificate/issued-revoke', '6.0..'],
  ['/certificate/export-certificate', '6.0..'],
  ['/certificate/card-verify', '6.0..'],
  ['/certificate/card-reinstall', '6.0..'],
  ['/certificate/enable-ssl-certificate', '7.1..'],
  ['/certificate/crl', '6.0..'],
  ['/certificate/scep-server', '6.0..'],
  ['/certificate/settings', '6.40..'],
  ['/ip/service/set tls-version', '6.46..'],
  ['/ip/service/set vrf', '7.1..'],
  ['/certificate/export-certificate type', '6.38..'],
  ['/certificate/export-certificate file-name', '6.46..'],
  ['/certificate/import name', '6.46..'],
  ['/certificate/create-certificate-request template', '6.0..'],
  ['/certificate/create-certificate-request key-passphrase', '6.0..'],
  ['/certificate/create-certificate-request challenge-passphrase', '6.0..'],
  ...[
    'common-name',
    'country',
    'days-valid',
    'digest-algorithm',
    'key-size',
    'key-usage',
    'locality',
    'organization',
    'state',
    'trusted',
    'unit',
  ].map((name): [string, Releases] => [`/certificate/set ${name}`, '6.0..']),
  ['/certificate/add subject-alt-name', '6.7..'],
  ['/certificate/set subject-alt-name', '6.7..'],
]

/** A command or argument that the facts no longer know. `kind` is written as in the facts, choices as words. */
interface Gone {
  readonly menu: string
  readonly command: string
  readonly arguments: Readonly<Record<string, string>>
  readonly releases: Releases
}

/** Arguments of 6.x that 7.x has otherwise or no longer, by command: public exports of 6.40 to 6.49. */
const ofVersion6: readonly (readonly [menu: string, command: string, names: string])[] = [
  ['/ip/dns', 'set', 'query-total-timeout'],
  [
    '/routing/ospf/instance',
    'add',
    'distribute-default redistribute-connected redistribute-static redistribute-bgp redistribute-rip metric-default',
  ],
  [
    '/routing/ospf/instance',
    'set',
    'distribute-default redistribute-connected redistribute-static redistribute-bgp redistribute-rip metric-default',
  ],
  ['/system/ntp/client', 'set', 'primary-ntp secondary-ntp server-dns-names'],
  ['/system/ntp/server', 'set', 'multicast'],
  ['/tool/e-mail', 'set', 'start-tls'],
]

const gone: readonly Gone[] = [
  ...ofVersion6.map(([menu, command, names]) => ({
    menu,
    command,
    arguments: Object.fromEntries(names.split(' ').map((name) => [name, 'any'])),
    releases: '6.0..6.99',
  })),
  { menu: '/certificate', command: 'decrypt', arguments: { passphrase: 'string' }, releases: '..6.5' },
  { menu: '/certificate', command: 'reset-certificate-cache', arguments: {}, releases: '..6.5' },
  { menu: '/certificate', command: 'set', arguments: { ca: 'bool' }, releases: '..5.99' },
  // The manual's word, which stands in scripts made after it; the facts have the device's, `eab-key-b64`.
  { menu: '/certificate', command: 'add-acme', arguments: { 'eab-hmac-key': 'string' }, releases: '7.22..' },
  { menu: '/certificate', command: 'sign', arguments: { 'set-ca-passphrase': 'bool' }, releases: '6.0..6.44' },
  {
    menu: '/certificate',
    command: 'create-certificate-request',
    arguments: { 'key-size': 'enum :1024 1536 2048 4096 8192' },
    releases: '6.0..6.45',
  },
]

/** Properties that the facts no longer know, by menu. */
const goneProperties: readonly (readonly [menu: string, names: string, releases: Releases])[] = [
  ['/certificate', 'subject decrypted-private-key rsa', '..5.99'],
  ['/certificate', 'dsa', '..6.44'],
  // Every export with this menu has `set [ find default-name=wifi1 ]`.
  ['/interface/wifiwave2', 'default-name', '7.1..7.12'],
]

/** How a release's menus differ from the facts that stand for it. Releases that have facts of their own differ in nothing. */
export class Dialect {
  readonly #absent: ReadonlySet<string>
  readonly #gone: readonly Gone[]
  readonly #properties: readonly (readonly [menu: string, names: readonly string[]])[]

  constructor(release: Release) {
    this.#absent = new Set(bounded.flatMap(([what, releases]) => (inRange(release, releases) ? [] : [what])))
    this.#gone = gone.filter(({ releases }) => inRange(release, releases))
    this.#properties = goneProperties.flatMap(([menu, names, releases]) => (inRange(release, releases) ? [[menu, names.split(' ')]] : []))
  }

  /** Whether a menu or command of the facts is there. */
  has(path: string): boolean {
    return !this.#absent.has(path)
  }

  /** The commands of a menu that the facts lack. */
  commands(menu: string): readonly string[] {
    return this.#gone.flatMap(({ menu: at, command }) => (at === menu ? [command] : []))
  }

  /** The arguments of a command: those of the facts that are there, and those that the facts lack. */
  arguments(menu: string, command: string, known: readonly ArgumentFacts[]): readonly ArgumentFacts[] {
    const path = `${menu}/${command}`
    const there = this.#absent.size === 0 ? known : known.filter(({ name }) => !this.#absent.has(`${path} ${name}`))
    const more = this.#gone.find((row) => row.menu === menu && row.command === command)
    if (more === undefined) return there
    const absent = Object.entries(more.arguments).filter(([name]) => !there.some((facts) => facts.name === name))
    return [...there, ...absent.map(([name, kind]) => argument(name, kind))]
  }

  /** The properties of a menu that the facts lack. */
  properties(menu: string): readonly string[] {
    return this.#properties.flatMap(([at, names]) => (at === menu ? names : []))
  }
}

const argument = (name: string, kind: string): ArgumentFacts => ({
  name,
  kind: readKind(kind, (word) => word),
  set: undefined,
  extra: false,
})
