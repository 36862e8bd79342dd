// Owns the services that a certificate may be trusted for.
import { elements, setOf, type PropertyType } from '../../schema/property.ts'
import { show } from '../../value/show.ts'

/** In the order that a device prints them (reference certificate.md, section 10). */
const trustStores = [
  'ipsec', 'wpa-eap', 'capsman', 'fetch', 'sstp', 'ovpn', 'mqtt', 'email', 'netwatch', 'radius', 'container', 'userman', 'lora', 'wiliot',
  'openflow', 'tr069', 'dot1x', 'dns', 'www', 'api', 'reverse-proxy', 'logging',
] as const

/** A service that certificates may be trusted for. */
export type TrustStore = (typeof trustStores)[number]

/** What `builtin-trust-store=default` stands for, where nobody has set it otherwise (the manual). */
export const usualStores: readonly TrustStore[] = ['fetch', 'mqtt', 'email', 'netwatch', 'container', 'lora', 'dns', 'www', 'reverse-proxy']

const services = setOf(trustStores, { wiliot: '7.23..', logging: '7.23..' })

/** Some services, or one of the words that stand alone (`all`, `untrusted`). */
export const trustStoreType = (...alone: readonly string[]): PropertyType => ({
  ...services,
  words: [...alone, services.words].join('|'),
  accept(given, argument, references) {
    const [only, ...more] = elements(given)
    const word = only === undefined ? '' : show(only)
    return more.length === 0 && alone.includes(word) ? word : services.accept(given, argument, references)
  },
})
