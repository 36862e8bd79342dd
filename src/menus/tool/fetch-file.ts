// Owns /tool/fetch over FTP, SFTP and TFTP: choosing server and file, and storing the result.
import { isOn, givenText, type CommandCall } from '../../device/call.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { isFault, type AddressFamily } from '../../host/host.ts'
import { transferPorts, type Transfer } from '../../host/transfer.ts'
import { printSettings } from '../../print/settings.ts'
import { printStyle } from '../../print/style.ts'
import { elements } from '../../schema/property.ts'
import { noMatch, notModelled } from '../../schema/refusal.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { show } from '../../value/show.ts'
import { formatInterval } from '../../value/time.ts'
import { ArrayValue, nil, Time, type Value } from '../../value/value.ts'
import { fetchFailure } from './fetch-failure.ts'
import { kibibytes, maxScriptBytes } from './fetch.ts'
import { fetchTimeouts, idleOf, maxFetchedBytes, milliseconds, outputOf, type FetchOutput } from './fetch-request.ts'
import { wholeSeconds } from '../../text/units.ts'
import { lastSegment } from '../../text/words.ts'

const isProtocol = (text: string): text is Transfer['protocol'] => Object.hasOwn(transferPorts, text)

/** Returns the protocol of a file server in the arguments; undefined for HTTP. */
export function fileProtocol(call: CommandCall): Transfer['protocol'] | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(givenText(call, 'url') ?? '')?.[1] ?? givenText(call, 'mode') ?? 'http'
  const word = scheme.toLowerCase()
  return isProtocol(word) ? word : undefined
}

/** The file's location, and the user. */
interface RemoteFile extends Pick<Transfer, 'server' | 'port' | 'path'> {
  readonly user: string | undefined
  readonly password: string | undefined
}

/** Reads `url`, whose scheme may be given by `mode`, or `address`, `port` and a path: `dst-path` for an upload, else `src-path`. */
function placeIn(call: CommandCall, protocol: Transfer['protocol'], uploads: boolean): RemoteFile {
  const text = (name: string): string | undefined => {
    const given = givenText(call, name)
    return given === undefined ? undefined : fromBytes(given)
  }
  const [url, address] = [text('url'), text('address')]
  if (url === undefined && address === undefined) throw new Failure('failure: missing address or url')
  if (address?.includes('@') === true) throw notModelled('/tool/fetch address=', 'there are no VRFs')
  const port = text('port')
  if (url === undefined) {
    const path = text(uploads ? 'dst-path' : 'src-path') ?? text('src-path') ?? ''
    return { server: address ?? '', port: Number(port ?? transferPorts[protocol]), path, user: undefined, password: undefined }
  }
  if (!uploads && call.given.has('src-path')) throw new Failure('failure: Conflicting remote paths provided in URI and parameter')
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `${protocol}://${url}`
  if (!URL.canParse(whole)) throw new Failure('failure: invalid URL')
  const { hostname, port: named, pathname, username, password } = new URL(whole)
  const path = decodeURIComponent(pathname)
  return {
    server: decodeURIComponent(hostname).replace(/^\[|\]$/g, ''),
    port: Number(port ?? (named === '' ? transferPorts[protocol] : named)),
    // Relative to the FTP user's folder (RFC 1738 3.2.2); what a device does is not known.
    path: protocol === 'sftp' ? path : path.replace(/^\//, ''),
    user: username === '' ? undefined : decodeURIComponent(username),
    password: password === '' ? undefined : decodeURIComponent(password),
  }
}

/** Reads the file of `src-path`, which is uploaded. */
function contentsOf(call: CommandCall): Uint8Array {
  const contents = call.device.files.read(givenText(call, 'src-path') ?? '')
  if (contents === undefined) throw noMatch('src-path')
  return contents
}

/** The transfer, and what happens with its result. */
interface Plan {
  readonly file: Transfer
  readonly family: AddressFamily | undefined
  readonly output: FetchOutput
  /** The name of the downloaded file. */
  readonly name: string
}

function planOf(call: CommandCall, protocol: Transfer['protocol']): Plan {
  const uploads = isOn(call, 'upload')
  if (uploads && protocol === 'tftp') throw new Failure('failure: only [s]ftp modes support upload')
  const place = placeIn(call, protocol, uploads)
  const output =
    call.given.get('keep-result') === false || givenText(call, 'keep-result') === 'no' ? 'none' : outputOf(givenText(call, 'output'))
  const duration = call.given.get('duration')
  const idle = idleOf(call)
  const family = givenText(call, 'ip-type')
  const given = (name: string): string | undefined => {
    const text = givenText(call, name)
    return text === undefined ? undefined : fromBytes(text)
  }
  const wanted = givenText(call, 'dst-path') ?? ''
  const last = toBytes(lastSegment(place.path) || place.server)
  return {
    file: {
      protocol,
      server: place.server,
      port: place.port,
      path: place.path,
      // The manual: `anonymous` is the default user.
      user: given('user') ?? place.user ?? 'anonymous',
      password: given('password') ?? place.password ?? (protocol === 'ftp' ? 'anonymous' : ''),
      ascii: isOn(call, 'ascii'),
      timeout: duration instanceof Time ? milliseconds(duration) : fetchTimeouts.totalMs,
      maxBytes: output === 'file' ? maxFetchedBytes.file : maxFetchedBytes.user,
      ...(idle === undefined ? {} : { idle }),
      ...(uploads ? { contents: contentsOf(call) } : {}),
    },
    family: family === 'ipv4' || family === 'ipv6' ? family : undefined,
    output,
    name: wanted === '' ? last : wanted.endsWith('/') ? `${wanted}${last}` : wanted,
  }
}

/**
 * Returns the failure for a server's refusal. `closing connection: <530 Login incorrect.> 192.0.2.1:21 (4)` until 7.12; later messages are
 * not known.
 */
function refused(call: CommandCall, { server, port }: Transfer, words: string): Failure {
  const reply = toBytes(words)
  return new Failure(`failure: ${call.device.isRelease('..7.12') ? `closing connection: <${reply}> ${server}:${port} (4)` : reply}`)
}

/** Reads or writes the file. Throws the Failure of a server that does not answer, or refuses. */
export function fetchFile(call: CommandCall, protocol: Transfer['protocol']): Value {
  const { device, actor } = call
  const { file, family, output, name } = planOf(call, protocol)
  if (actor.door === 'console' && !isOn(call, 'as-value')) actor.write('  status: connecting\n\n')
  const start = device.host.clock.now()
  const outcome = device.peers.transfer(file, family)
  if (isFault(outcome)) {
    const { server, port } = file
    const at = `${protocol}://${server.includes(':') ? `[${server}]` : server}:${port}`
    throw outcome.fault === 'refused' && device.isRelease('..7.12')
      ? refused(call, file, 'connection failed')
      : fetchFailure(device, outcome, at)
  }
  if ('refusal' in outcome) throw refused(call, file, outcome.refusal)
  const { contents } = outcome
  const uploads = file.contents !== undefined
  if (!uploads && output === 'file') device.files.write(name, contents)
  const size = kibibytes(call, file.contents?.length ?? contents.length)
  const duration = new Time(wholeSeconds(device.host.clock.now() - start))
  const shown = output === 'user' || output === 'user-with-headers' ? output : undefined
  const data = shown === undefined || uploads ? undefined : Buffer.from(contents).toString('latin1', 0, maxScriptBytes[shown])
  const moved = uploads ? 'uploaded' : 'downloaded'
  if (isOn(call, 'as-value'))
    return new ArrayValue(
      [],
      new Map<string, Value>([
        ['status', 'finished'],
        [moved, size],
        ['total', size],
        ['duration', duration],
        ...(data === undefined ? [] : [['data', data] as const]),
      ]),
    )
  const wanted = call.given.get('proplist')
  const names = wanted === undefined ? undefined : elements(wanted).map(show)
  const rows = [
    { name: 'status', texts: ['finished'] },
    { name: moved, texts: [`${size}KiB`] },
    { name: 'total', texts: [`${size}KiB`] },
    { name: 'duration', texts: [formatInterval(duration)] },
    ...(data === undefined ? [] : [{ name: 'data', texts: [data] }]),
  ]
  actor.show(
    printSettings(
      rows.filter((row) => names?.includes(row.name) !== false),
      printStyle(device.release.text),
    ),
  )
  return nil
}
