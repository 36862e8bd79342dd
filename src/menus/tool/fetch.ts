// Owns /tool/fetch over HTTP: sending the request, following redirects, and storing the response.
import { inflateSync, gunzipSync } from '../../compress.ts'
import { type CommandCall, isOn } from '../../device/call.ts'
import { fieldOf, isFault, type NetworkFault, type HttpRequest, type HttpResponse } from '../../host/host.ts'
import { printStyle } from '../../print/style.ts'
import { printSettings } from '../../print/settings.ts'
import { elements } from '../../schema/property.ts'
import { show } from '../../value/show.ts'
import { formatInterval } from '../../value/time.ts'
import { ArrayValue, nil, Time, type Value } from '../../value/value.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { digestAnswer } from './digest.ts'
import { fetchFailure, headersOf, statusFailure } from './fetch-failure.ts'
import { type Fetch, readFetch } from './fetch-request.ts'
import { wholeSeconds } from '../../text/units.ts'

const KiB = 1024

/** The bytes that a script gets; a longer body is truncated without an error (the manual). */
export const maxScriptBytes = { user: 64_512, 'user-with-headers': 20_480 } as const

/** A response with the duration of the exchange, in nanoseconds. */
interface Answered {
  readonly response: HttpResponse
  readonly body: Uint8Array
  /** The number of bytes received; the body is smaller where it was discarded. */
  readonly size: number
  readonly duration: bigint
}

/**
 * Fetches a URL by the arguments of the call. Returns an array (`status`, `data` ...) with `as-value`, else prints a summary and returns
 * nothing. Throws a Failure for invalid arguments, for requests that fail, and for a status that is no success.
 */
export function fetchUrl(call: CommandCall): Value {
  const { device, actor } = call
  const plan = readFetch(call)
  // A terminal overwrites the lines of progress; the manual shows this one, and the last state.
  if (actor.door === 'console' && !isOn(call, 'as-value')) actor.write('  status: connecting\n\n')
  const answered = plan.output === 'file' ? intoFile(call, plan) : ask(call, plan)
  if (isOn(call, 'as-value')) return asValue(call, plan, answered)
  actor.show(printSettings(summary(call, plan, answered), printStyle(device.release.text)))
  return nil
}

/** Fetches into a file: the body is written to disk as it arrives, where the host supports that. */
function intoFile(call: CommandCall, plan: Fetch): Answered {
  const { files } = call.device
  const spool = files.spool()
  try {
    const maxBodyBytes = Math.min(plan.request.maxBodyBytes, files.room(plan.file))
    const answered = ask(call, spool === undefined ? plan : { ...plan, request: { ...plan.request, into: spool.path, maxBodyBytes } })
    if (spool !== undefined && answered.response.size !== undefined) files.adopt(plan.file, spool, answered.size)
    else files.write(plan.file, answered.body)
    return answered
  } finally {
    spool?.drop()
  }
}

/** Sends the request and follows redirects up to the limit; redirects since 7.18 (changelog). */
function ask(call: CommandCall, plan: Fetch): Answered {
  const { device } = call
  const start = device.host.clock.now()
  let request = plan.request
  for (let turn = 0; ; turn++) {
    const response = exchanged(call, request, plan)
    if (isFault(response)) throw fetchFailure(device, response, request.url)
    const { status } = response
    const next = turn < plan.redirects ? redirected(request, response, plan.own) : undefined
    if (next !== undefined) {
      request = next
      continue
    }
    // Any 2xx since 6.41, 304 since 7.22 (changelog).
    if (!(status >= 200 && status < 300) && !(status === 304 && device.isRelease('7.22..')))
      throw statusFailure(device, response, request.url)
    if (request.discards !== true) refuseUnknownEncoding(response)
    const body = response.size === undefined ? unpacked(response, request.maxBodyBytes) : response.body
    return { response, body, size: response.size ?? body.length, duration: device.host.clock.now() - start }
  }
}

/** Makes one exchange; a Digest challenge is answered once, and only at the origin that the credentials are for. */
function exchanged({ device }: CommandCall, request: HttpRequest, { judge, digest, request: first }: Fetch): HttpResponse | NetworkFault {
  const response = device.peers.http(request, judge)
  const url = new URL(request.url)
  if (digest === undefined || isFault(response) || response.status !== 401 || url.origin !== new URL(first.url).origin) return response
  const challenges = response.headers.filter(([name]) => name.toLowerCase() === 'www-authenticate').map(([, value]) => value)
  const asked = { method: request.method, uri: `${url.pathname}${url.search}`, body: request.body ?? new Uint8Array() }
  const answer = digestAnswer(challenges, asked, digest, Buffer.from(device.host.random.bytes(8)).toString('hex'))
  if (answer === undefined) return response
  return device.peers.http({ ...request, headers: [...request.headers, ['Authorization', answer]] }, judge)
}

/**
 * Returns the next request; undefined where the response has no redirect that can be followed. Credentials, the client certificate and the
 * script's fields (`own`) are only sent to their origin.
 */
function redirected(request: HttpRequest, { status, headers }: HttpResponse, own: ReadonlySet<string>): HttpRequest | undefined {
  const location = fieldOf(headers, 'location')
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined || !URL.canParse(location, request.url)) return undefined
  const url = new URL(location, request.url)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  // The same host without TLS is another origin: they would be sent in clear text.
  const away = url.origin !== new URL(request.url).origin
  const { method, body, timeout, maxBodyBytes, idle, client, discards, family, from, http2, into } = request
  const changes = status === 303 || (status < 303 && method === 'POST')
  const kept = request.headers.filter(
    ([name]) =>
      !(away && (/^(host|authorization|cookie)$/i.test(name) || (own.has(name.toLowerCase()) && !/^(accept|content-type)/i.test(name)))) &&
      !(changes && /^content-/i.test(name)),
  )
  return {
    method: changes ? 'GET' : method,
    url: url.href,
    headers: kept,
    timeout,
    maxBodyBytes,
    ...(body === undefined || changes ? {} : { body }),
    ...(idle === undefined ? {} : { idle }),
    ...(client === undefined || away ? {} : { client }),
    ...(discards === undefined ? {} : { discards }),
    ...(family === undefined ? {} : { family }),
    ...(from === undefined ? {} : { from }),
    ...(http2 === undefined ? {} : { http2 }),
    ...(into === undefined ? {} : { into }),
  }
}

/** The supported encodings of bodies. */
const known: ReadonlySet<string> = new Set(['gzip', 'deflate'])

/** Throws the Failure for a body in an encoding that was not requested. */
function refuseUnknownEncoding({ headers, body, size = body.length }: HttpResponse): void {
  const encoding = fieldOf(headers, 'content-encoding')?.toLowerCase() ?? 'identity'
  if (size > 0 && encoding !== 'identity' && !known.has(encoding))
    throw new Failure(`failure: the answer is packed with ${encoding}, which was not asked for`)
}

/** Returns the decompressed body. Throws a Failure for invalid data, or where it is too large. */
function unpacked({ headers, body }: HttpResponse, most: number): Uint8Array {
  const encoding = fieldOf(headers, 'content-encoding')?.toLowerCase() ?? 'identity'
  if (body.length === 0 || !known.has(encoding)) return body
  try {
    if (encoding === 'gzip') return gunzipSync(body, { maxOutputLength: most })
    if (encoding === 'deflate') return inflateSync(body, { maxOutputLength: most })
  } catch {
    throw new Failure(`failure: the answer is not valid ${encoding}, or larger than ${most} bytes`)
  }
  return body
}

/** KiB rounded down; since the manual of 7.24 at least 1 where anything was received (7.x of 2022 shows 0KiB). */
export const kibibytes = ({ device }: CommandCall, bytes: number): number =>
  Math.max(Math.floor(bytes / KiB), bytes > 0 && device.isRelease('7.22..') ? 1 : 0)

/** Returns the Content-Length; decompressed bodies are larger. */
function totalOf({ response }: Answered): number | undefined {
  const length = fieldOf(response.headers, 'content-length')
  return length === undefined ? undefined : Number(length)
}

function dataOf({ output }: Fetch, { body }: Answered): string | undefined {
  return output === 'user' || output === 'user-with-headers' ? Buffer.from(body).toString('latin1', 0, maxScriptBytes[output]) : undefined
}

function asValue(call: CommandCall, plan: Fetch, answered: Answered): Value {
  const { response, size, duration } = answered
  const data = dataOf(plan, answered)
  const total = totalOf(answered)
  const values = new Map<string, Value>([
    ['status', 'finished'],
    ['downloaded', kibibytes(call, size)],
    ['duration', new Time(wholeSeconds(duration))],
  ])
  if (total !== undefined) values.set('total', kibibytes(call, total))
  if (call.device.isRelease('7.22..')) values.set('code', response.status)
  if (data !== undefined) values.set('data', data)
  if (plan.output === 'user-with-headers') values.set('http-headers', new ArrayValue([...headersOf(response.headers)]))
  return new ArrayValue([], values)
}

/** The last state, as in the manual and transcripts of 7.22 and 7.23.3. */
function summary(
  call: CommandCall,
  plan: Fetch,
  answered: Answered,
): readonly { readonly name: string; readonly texts: readonly string[] }[] {
  const { response, size, duration } = answered
  const total = totalOf(answered)
  const data = dataOf(plan, answered)
  const rows: (readonly [string, readonly string[]])[] = [
    ['status', ['finished']],
    ...(call.device.isRelease('7.22..') ? [['code', [String(response.status)]] as const] : []),
    ['downloaded', [`${kibibytes(call, size)}KiB`]],
    ...(total === undefined ? [] : [['total', [`${kibibytes(call, total)}KiB`]] as const]),
    ['duration', [formatInterval(new Time(wholeSeconds(duration)))]],
    ...(data === undefined ? [] : [['data', [data]] as const]),
    ...(plan.output === 'user-with-headers' ? [['http-headers', headersOf(response.headers)] as const] : []),
  ]
  const wanted = call.given.get('proplist')
  const names = wanted === undefined ? undefined : elements(wanted).map(show)
  return rows.filter(([name]) => names === undefined || names.includes(name)).map(([name, texts]) => ({ name, texts }))
}
