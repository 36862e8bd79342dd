// Owns reading the arguments of /tool/fetch over HTTP.
import { deflateSync, gzipSync } from '../../compress.ts'
import { type CommandCall, isOn, givenText } from '../../device/call.ts'
import type { Router } from '../../device/router.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { HeaderFields, HttpRequest, Identity } from '../../host/host.ts'
import { unchecked, type ChainJudge } from '../../host/judge.ts'
import { reference } from '../../schema/property.ts'
import { noMatch, notModelled } from '../../schema/refusal.ts'
import { fromBytes } from '../../text/bytes.ts'
import { show } from '../../value/show.ts'
import { readTime } from '../../value/time.ts'
import { ArrayValue, Id, Time, type Value } from '../../value/value.ts'
import { judgeFor } from '../certificate/parts/judge.ts'
import { signedOf } from '../certificate/parts/signed.ts'
import type { DigestCredentials } from './digest.ts'
import { inMilliseconds, second } from '../../text/units.ts'
import { lastSegment } from '../../text/words.ts'

const command = '/tool/fetch'
const certificates = '/certificate'

/** The maximum size of a body, in bytes: a script gets much less of it, and a file is limited by the limit of the device's files. */
export const maxFetchedBytes = { user: 64 * 1024 * 1024, file: 1024 * 1024 * 1024 }

/** The maximum number of bytes of `http-data`: a CHR of 7.23.3 sends 65,430 and refuses 65,440. */
const maxDataBytes = 65_439

/** Time limits: `idleMs` without a byte (since 7.15, the command's own reference), `totalMs` for the whole request, a limit of offbox. */
export const fetchTimeouts = { idleMs: 10_000, totalMs: 600_000 }

/** Redirects were not followed before 7.18, and two are since 7.22 (changelog); the number in between is not documented. */
const usualRedirects = [
  { since: '2.0', count: 0 },
  { since: '7.22', count: 2 },
] as const

/** A `src-address` that leaves the choice to the system. */
const unspecified: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/** The values of `output=`: where the body goes. `user` is the return value of the command. */
export type FetchOutput = 'file' | 'none' | 'user' | 'user-with-headers'

/** A parsed call of `/tool/fetch` over HTTP. */
export interface Fetch {
  readonly request: HttpRequest
  readonly judge: ChainJudge
  readonly output: FetchOutput
  /** The file's name where the output is one. */
  readonly file: string
  /** The names of the header fields that the script gave, in lower case: they are only sent to the URL's origin. */
  readonly own: ReadonlySet<string>
  /** The credentials for a Digest challenge. */
  readonly digest?: DigestCredentials
  /** The most redirects that are followed. */
  readonly redirects: number
}

/** Reads the arguments. Throws a Failure for what offbox does not support before anything is sent. */
export function readFetch(call: CommandCall): Fetch {
  const { device } = call
  const text = (name: string): string | undefined => givenText(call, name)
  const url = urlOf(call)
  if (isOn(call, 'upload')) throw new Failure('failure: only [s]ftp modes support upload')
  const method = (text('http-method') ?? 'get').toUpperCase()
  const body = bodyOf(call, method)
  const client = identityOf(call)
  const address = text('address')
  const idle = idleOf(call)
  const duration = call.given.get('duration')
  const check = text('check-certificate') ?? 'no'
  const output = isOff(call, 'keep-result') ? 'none' : outputOf(text('output'))
  const redirects = text('http-max-redirect-count')
  const own = fieldsOf(call.given.get('http-header-field'))
  const [user, password] = [text('user') ?? fromUrl(url.username), text('password') ?? fromUrl(url.password)]
  const byDigest = text('http-auth-scheme') === 'digest' && user !== ''
  const headers = headersOf(call, url, own, body !== undefined, byDigest ? '' : user, password)
  const [family, from] = [text('ip-type'), text('src-address')]
  return {
    request: {
      method,
      url: url.href,
      headers,
      timeout: duration instanceof Time ? milliseconds(duration) : fetchTimeouts.totalMs,
      maxBodyBytes: output === 'file' ? maxFetchedBytes.file : maxFetchedBytes.user,
      ...(output === 'none' ? { discards: true } : {}),
      ...(family === 'ipv4' || family === 'ipv6' ? { family } : {}),
      ...(from === undefined || unspecified.has(from) ? {} : { from }),
      ...(text('http-version') === 'http2' ? { http2: true } : {}),
      ...(idle === undefined ? {} : { idle }),
      ...(body === undefined ? {} : { body }),
      ...(client === undefined ? {} : { client }),
      ...(text('url') === undefined || address === undefined ? {} : { address }),
    },
    judge: check === 'no' ? unchecked : judgeFor(device, 'fetch', { withoutCrl: check === 'yes-without-crl' }),
    output,
    file: fileOf(text('dst-path'), url),
    own: new Set(own.map(([name]) => name.toLowerCase())),
    ...(byDigest ? { digest: { user, password } } : {}),
    redirects: redirects === undefined ? (device.choose(usualRedirects)?.count ?? 0) : Number(redirects),
  }
}

/** Reads `url`, whose scheme may be given by `mode`; or `mode`, `address`, `port` and `src-path`. */
function urlOf(call: CommandCall): URL {
  const text = (name: string): string | undefined => givenText(call, name)
  const whole = text('url')
  const address = text('address')
  const mode = text('mode') ?? 'http'
  if (whole === undefined && address === undefined) throw new Failure('failure: missing address or url')
  if (whole !== undefined && call.given.has('src-path') && !isOn(call, 'upload'))
    throw new Failure('failure: Conflicting remote paths provided in URI and parameter')
  if (address?.includes('@') === true) throw notModelled(`${command} address=`, 'there are no VRFs')
  const path = text('src-path')?.replace(/^\/*/, '/') ?? '/'
  const written = whole ?? `${mode}://${address?.includes(':') === true ? `[${address}]` : (address ?? '')}${path}`
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `${mode}://${written}`
  const scheme = absolute.slice(0, absolute.indexOf(':')).toLowerCase()
  const readable = fromBytes(absolute)
  if ((scheme !== 'http' && scheme !== 'https') || !URL.canParse(readable)) throw new Failure('failure: invalid URL')
  const url = new URL(readable)
  const port = text('port')
  if (port !== undefined) url.port = port
  url.hash = ''
  return url
}

/** Returns the body to send. Before 7.21 only methods with a body have one (changelog). */
function bodyOf(call: CommandCall, method: string): Uint8Array | undefined {
  const data = givenText(call, 'http-data')
  if (data === undefined || (!call.device.isRelease('7.21..') && !['POST', 'PUT', 'PATCH'].includes(method))) return undefined
  if (data.length > maxDataBytes) throw new Failure('failure: maximum message size exceeded')
  const bytes = Buffer.from(data, 'latin1')
  switch (givenText(call, 'http-content-encoding')) {
    case 'gzip':
      return gzipSync(bytes)
    case 'deflate':
      return deflateSync(bytes)
    default:
      return bytes
  }
}

/**
 * Returns the header fields in the order of a CHR of 7.23.3: User-Agent (`MikroTik 7` on 7.12 and 7.13), Content-Type, the script's own,
 * Accept-Encoding. User and password are sent with the first request (the manual); those in the URL are removed from it.
 */
function headersOf(call: CommandCall, url: URL, own: HeaderFields, hasBody: boolean, user: string, password: string): HeaderFields {
  const { device } = call
  const has = (name: string): boolean => own.some(([field]) => field.toLowerCase() === name)
  url.username = ''
  url.password = ''
  const host = givenText(call, 'host')
  const encoding = givenText(call, 'http-content-encoding')
  const fields: (readonly [string, string])[] = [
    ...(host === undefined ? [] : [['Host', host] as const]),
    ['User-Agent', device.isRelease('7.14..') ? `RouterOS ${device.release.text}` : `MikroTik ${device.release.major}`],
    ...(hasBody && !has('content-type') ? [['Content-Type', 'application/x-www-form-urlencoded'] as const] : []),
    ...(hasBody && encoding !== undefined ? [['Content-Encoding', encoding] as const] : []),
    ...(user !== '' && !has('authorization')
      ? [['Authorization', `Basic ${Buffer.from(`${user}:${password}`, 'latin1').toString('base64')}`] as const]
      : []),
    ...own,
    ...(device.isRelease('7.13..') && !has('accept-encoding') ? [['Accept-Encoding', 'deflate, gzip'] as const] : []),
  ]
  return fields.filter(([name], at) => fields.findLastIndex(([other]) => other.toLowerCase() === name.toLowerCase()) === at)
}

const fromUrl = (text: string): string => Buffer.from(decoded(text), 'utf8').toString('latin1')

/** Parses `A: b,C: d` or an array of fields; a comma within a value is escaped by a backslash (the manual). */
function fieldsOf(value: Value | undefined): HeaderFields {
  if (value === undefined) return []
  const fields = value instanceof ArrayValue ? [...value.entries()].map(([, field]) => show(field)) : show(value).split(/(?<!\\),/)
  return fields.flatMap((field) => {
    const plain = field.replaceAll('\\,', ',').trim()
    const colon = plain.indexOf(':')
    return colon < 1 ? [] : [[plain.slice(0, colon).trim(), plain.slice(colon + 1).trim()] as const]
  })
}

/** Returns the client certificate, which needs its private key. */
function identityOf(call: CommandCall): Identity | undefined {
  const value = call.given.get('certificate')
  if (value === undefined) return undefined
  const { device } = call
  const named = reference(certificates, { words: ['none'] }).accept(value, 'certificate', device.references)
  if (!(named instanceof Id)) return undefined
  return clientOf(device, named.id)
}

function clientOf(device: Router, id: number): Identity {
  const row = device.storeAt(certificates).byId(id)
  const signed = row && signedOf(row)
  if (signed?.key === undefined) throw noMatch('certificate')
  return { chain: [signed.der], key: signed.key }
}

/** Returns milliseconds; undefined: for ever. */
export function idleOf(call: CommandCall): number | undefined {
  const value = call.given.get('idle-timeout')
  if (value === undefined) return fetchTimeouts.idleMs
  if (show(value) === 'none') return undefined
  const time = value instanceof Time ? value : typeof value === 'number' ? new Time(BigInt(value) * second) : readTime(show(value))
  return time === undefined ? fetchTimeouts.idleMs : milliseconds(time)
}

/** Converts to milliseconds within the range of timers, 24 days at most. */
export const milliseconds = ({ ns }: Time): number => Math.min(Math.max(inMilliseconds(ns), 1), 2 ** 31 - 1)

const isOff = (call: CommandCall, name: string): boolean => call.given.get(name) === false || givenText(call, name) === 'no'

/** Parses `output=`; everything else, and nothing, means `file`. */
export const outputOf = (text: string | undefined): FetchOutput =>
  text === 'none' || text === 'user' || text === 'user-with-headers' ? text : 'file'

/**
 * Returns the file's name: `dst-path`, which may be a folder; else the last part of the URL's path, and without one the host, which is
 * *inferred*.
 */
function fileOf(path: string | undefined, url: URL): string {
  const last = Buffer.from(decoded(lastSegment(url.pathname)), 'utf8').toString('latin1')
  const name = last === '' ? url.hostname : last
  if (path === undefined || path === '') return name
  return path.endsWith('/') ? `${path}${name}` : path
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
