// Owns the network options: reachable addresses, listening services, fixed name resolution.
import { isIP } from 'node:net'
import type { ListenAddress } from '../host/node/network/channel.ts'
import { readPlaces, type AllowedHosts } from '../host/node/network/permission.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { choiceOption, type FlagsOf, type VerbOptions } from './verb.ts'

/** Services that can listen. */
const services: readonly string[] = ['www', 'www-ssl', 'api', 'api-ssl', 'ssh']

const loopback = '127.0.0.1'

/** Network access of the device; none without these options. */
export const networkOptions = {
  allowNet: {
    value: '[places]',
    about: 'allow network access to all hosts, or to some: --allow-net=example.com,10.0.0.1:8080',
    bare: 'all',
    parse: allowedOf,
  },
  listen: {
    value: '<service=port>',
    about: listenHelp('www, www-ssl, api or api-ssl'),
    several: true,
    parse: listenAddressesOf,
  },
  resolve: {
    value: '<name=address>',
    about: 'resolve a name to this address; repeatable',
    several: true,
    parse: (texts) => new Map(texts.map(nameOf)),
  },
  ping: {
    value: '<host=ms>',
    about: 'let a host answer pings after this many milliseconds (default: only the device itself answers); repeatable',
    several: true,
    parse: (texts) => Object.fromEntries(texts.map(answerOf)),
  },
  ca: { value: '<file>', about: 'trust the certificate authorities in a PEM file; repeatable', several: true },
  cloud: {
    value: '<url>',
    about: 'service that publishes TXT records for /ip/cloud names, by POST URL/set-txt and URL/clear-txt, like pebble-challtestsrv',
    parse: cloudOf,
  },
} as const satisfies VerbOptions

/** Options of verbs that serve SSH, too: `--listen` accepts `ssh`, and `--ssh-status`. */
export const sshOptions = {
  listen: { ...networkOptions.listen, about: listenHelp('www, www-ssl, api, api-ssl or ssh') },
  sshStatus: choiceOption('<what>', ['run', 'success'], {
    about: 'exit status of a command over SSH: run (0 even if it fails, as on a device) or success (1 if it fails)',
    defaultValue: 'run',
    what: 'exit status',
  }),
} as const satisfies VerbOptions

/** The options of the network, as given. */
export type NetworkFlags = FlagsOf<typeof networkOptions>

function listenHelp(services: string): string {
  return `serve ${services} on a port of ${loopback} (0: a free port) or of another address: www=8080,api=0.0.0.0:8728; repeatable`
}

function allowedOf(text: string): AllowedHosts {
  if (text === 'all') return text
  const places = readPlaces(text)
  if (places === undefined)
    throw new Complaint(
      ExitCode.usage,
      `'${text}' is not a list of hosts`,
      'they look like --allow-net=example.com,127.0.0.1:8080,[2001:db8::1]:443',
    )
  return places
}

/** The listening addresses of services: each text has one or several, separated by commas. */
export function listenAddressesOf(texts: readonly string[]): ReadonlyMap<string, ListenAddress> {
  const addresses = texts.flatMap((text) => text.split(',').map(listenAddressOf))
  const twice = addresses.find(([service], at) => addresses.findIndex(([other]) => other === service) !== at)
  if (twice !== undefined)
    throw new Complaint(ExitCode.usage, `${twice[0]} is given twice`, 'a service listens on one port: give one of them')
  return new Map(addresses)
}

/** `www=8080`, `www=0.0.0.0:8080`; the default is the loopback address. */
function listenAddressOf(text: string): [string, ListenAddress] {
  const [, service, bracketed, plain, port] = /^([a-z-]+)=(?:(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):)?(\d{1,5})$/.exec(text) ?? []
  const address = bracketed ?? plain ?? loopback
  const named = /^([a-z-]+)=/.exec(text)?.[1]
  if (named !== undefined && !services.includes(named))
    throw new Complaint(ExitCode.usage, `${named} cannot listen here`, `services that can: ${services.join(', ')}`)
  if (/=[0-9a-fA-F]*:[0-9a-fA-F:.]*:\d+$/.test(text))
    throw new Complaint(ExitCode.usage, `'${text}' is not SERVICE=PORT`, 'write an IPv6 address in brackets: www=[::1]:8080')
  if (service === undefined || !services.includes(service) || isIP(address) === 0 || Number(port) > 65_535)
    throw new Complaint(
      ExitCode.usage,
      `'${text}' is not SERVICE=PORT`,
      'as in --listen www=8080,www-ssl=8443; www=0.0.0.0:8080 listens on all addresses of this machine',
    )
  return [service, { address, port: Number(port) }]
}

function cloudOf(text: string): string {
  if (/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) return text
  throw new Complaint(ExitCode.usage, `'${text}' is not an http URL`, 'it looks like --cloud http://127.0.0.1:8055')
}

function nameOf(text: string): [string, string] {
  const [name = '', address = ''] = text.split('=')
  if (name === '' || isIP(address) === 0)
    throw new Complaint(ExitCode.usage, `'${text}' is not NAME=ADDRESS`, 'they look like --resolve acme.example.com=127.0.0.1')
  return [name.toLowerCase(), address]
}

function answerOf(text: string): [string, number] {
  const [, host, ms] = /^([^=]+)=(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (host === undefined) throw new Complaint(ExitCode.usage, `'${text}' is not HOST=MS`, 'they look like --ping 1.1.1.1=12')
  return [host, Number(ms)]
}
