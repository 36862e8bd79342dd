// Owns the options of the network: what may be reached, where services are listened for, which addresses and authorities are believed.
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { Door } from '../host/node/network/channel.ts'
import { causeOf, hasCode } from '../host/node/cause.ts'
import { nodeNetwork, type NodeNetwork } from '../host/node/network/network.ts'
import { readPlaces, type Allowed } from '../host/node/network/permission.ts'
import { readCertificate } from '../pki/certificate.ts'
import { PkiError } from '../pki/pki-error.ts'
import { readPem } from '../pki/pem.ts'
import { Complaint, ExitCode } from './exit-code.ts'

/** As commander gives them; without any of them there is no network. */
export interface NetworkFlags {
  /** `all`, or places with commas. */
  readonly allowNet?: string
  readonly listen?: readonly string[]
  readonly resolve?: readonly string[]
  readonly ca?: readonly string[]
  readonly cloud?: string
}

/** Services that can be listened for. */
const services: readonly string[] = ['www', 'www-ssl']

const loopback = '127.0.0.1'

/** The network that the flags ask for; undefined where they ask for none. Throws a Complaint (64) for what cannot be read. */
export function networkOf(
  { allowNet, listen = [], resolve = [], cloud }: NetworkFlags,
  interrupted: () => boolean,
): NodeNetwork | undefined {
  const allowed = allowedOf(allowNet)
  const doors = new Map(listen.flatMap((text) => text.split(',').map(doorOf)))
  const names = new Map(resolve.map(nameOf))
  refuseOdd(cloud)
  if (allowed === undefined && doors.size === 0) return undefined
  return nodeNetwork({ allowed, doors, names, cloud, interrupted })
}

function allowedOf(text: string | undefined): Allowed {
  if (text === undefined || text === 'all') return text
  const places = readPlaces(text)
  if (places === undefined)
    throw new Complaint(
      ExitCode.usage,
      `'${text}' names no places`,
      'they look like --allow-net=example.com,127.0.0.1:8080,[2001:db8::1]:443',
    )
  return places
}

/** `www=8080`, `www=0.0.0.0:8080`: on the loopback address, unless another is named. */
function doorOf(text: string): [string, Door] {
  const [, service, bracketed, plain, port] = /^([a-z-]+)=(?:(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):)?(\d{1,5})$/.exec(text) ?? []
  const address = bracketed ?? plain ?? loopback
  if (service === undefined || !services.includes(service) || isIP(address) === 0 || Number(port) > 65_535)
    throw new Complaint(
      ExitCode.usage,
      `'${text}' names no service and port`,
      'they look like --listen www=8080,www-ssl=8443; www=0.0.0.0:8080 listens on all addresses of this machine',
    )
  return [service, { address, port: Number(port) }]
}

function refuseOdd(cloud: string | undefined): void {
  if (cloud !== undefined && !/^https?:$/.test(URL.canParse(cloud) ? new URL(cloud).protocol : ''))
    throw new Complaint(ExitCode.usage, `'${cloud}' is no http URL`, 'it looks like --cloud http://127.0.0.1:8055')
}

function nameOf(text: string): [string, string] {
  const [name = '', address = ''] = text.split('=')
  if (name === '' || isIP(address) === 0)
    throw new Complaint(ExitCode.usage, `'${text}' names no host and address`, 'they look like --resolve acme.example.com=127.0.0.1')
  return [name.toLowerCase(), address]
}

/** The authorities of the files of `--ca` as DER. Throws a Complaint (66) for a file that holds no certificate. */
export const authoritiesOf = ({ ca = [] }: NetworkFlags): readonly Uint8Array[] => ca.flatMap(authoritiesIn)

function authoritiesIn(path: string): readonly Uint8Array[] {
  try {
    const found = readPem(readFileSync(path, 'latin1')).filter(({ label }) => label === 'CERTIFICATE')
    if (found.length === 0) throw new Complaint(ExitCode.noInput, `${path} holds no certificate in PEM`)
    for (const { bytes } of found) readCertificate(bytes)
    return found.map(({ bytes }) => bytes)
  } catch (error) {
    if (error instanceof PkiError)
      throw new Complaint(ExitCode.noInput, `${path} holds a certificate that cannot be read: ${error.message}`)
    if (hasCode(error)) throw new Complaint(ExitCode.noInput, `cannot read ${path}: ${causeOf(error)}`)
    throw error
  }
}
