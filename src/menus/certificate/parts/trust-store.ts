// Owns the services that a certificate may be trusted for.
import { elements, setOf, type Kind } from '../../../schema/property.ts'
import { show } from '../../../value/show.ts'

/** In the order in which a device prints them. */
const trustStores = [
  'ipsec',
  'wpa-eap',
  'capsman',
  'fetch',
  'sstp',
  'ovpn',
  'mqtt',
  'email',
  'netwatch',
  'radius',
  'container',
  'userman',
  'lora',
  'wiliot',
  'openflow',
  'tr069',
  'dot1x',
  'dns',
  'www',
  'api',
  'reverse-proxy',
  'logging',
] as const

/** A service that certificates may be trusted for. */
export type TrustStore = (typeof trustStores)[number]

/** The meaning of `builtin-trust-store=default` unless changed (the manual). */
export const usualStores: readonly TrustStore[] = ['fetch', 'mqtt', 'email', 'netwatch', 'container', 'lora', 'dns', 'www', 'reverse-proxy']

const newStores = { wiliot: '7.23..', logging: '7.23..' } as const

/** A kind for a set of services, or for one of the words that are used alone, each with the releases that have it. */
const storesOr = (alone: { readonly [word: string]: string }, services: Kind): Kind => ({
  ...services,
  words: [...Object.keys(alone), ...services.words],
  fault: (text, argument) => (Object.hasOwn(alone, text) ? undefined : services.fault(text, argument)),
  arbitrary: (draw, argument) => draw.either([draw.one(Object.keys(alone)), services.arbitrary(draw, argument)]),
  accept(given, argument, references) {
    const [only, ...more] = elements(given)
    const word = only === undefined ? '' : show(only)
    return more.length === 0 && references.isRelease(alone[word] ?? '..0.0') ? word : services.accept(given, argument, references)
  },
})

const services = setOf(trustStores, newStores)

/** The services that a certificate is trusted for. */
export const trustStoreType = storesOr({ all: '..' }, services)

/** The meaning of `default`, as set by the user. */
export const currentDefaults = services

/** The services of 7.21: those whose peers RouterOS itself contacts; it had no `default`. */
const first: ReadonlySet<string> = new Set(['fetch', 'mqtt', 'email', 'netwatch', 'container', 'lora', 'dns'])
const laterStores = Object.fromEntries(trustStores.filter((store) => !first.has(store)).map((store) => [store, '7.22..']))

/** The services that the built-in authorities are trusted for. */
export const builtInTrustType = storesOr(
  { all: '..', untrusted: '..', default: '7.22..' },
  setOf(trustStores, { ...laterStores, ...newStores }),
)
