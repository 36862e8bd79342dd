// Owns REST under `/rest`: authentication, and the meaning of each method for a menu, a row and a command.
import { latin1Of } from '../../text/bytes.ts'
import { entryAt, noSuchEntry } from '../../device/invoke.ts'
import { isLoggedIn, logIn, logRefused, login } from '../../device/login.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { fieldOf, type WebRequest, type WebResponse } from '../../host/host.ts'
import type { KnownCommand } from '../../schema/known-command.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import type { Policy } from '../../schema/policy.ts'
import type { Login, User } from '../../schema/user.ts'
import { idText, runRequest } from '../run-request.ts'
import type { CommandRequest, CommandReply, Served } from '../served.ts'
import { RequestQueue } from '../request-queue.ts'
import { objectText, readBody, type BodyMember } from './json.ts'
import { failed, forbidden, jsonResponse, noResource, errorResponse, replied, rowsText, unauthorized } from './response.ts'

/** The time limit of a request, in milliseconds. */
const maxRequestMs = 60_000
/** The lifetime of a cached login, in nanoseconds. */
const keptFor = 600_000_000_000n

/** The policies that a user needs besides `rest-api`. */
const demanded: readonly Policy[] = ['api', 'read', 'web']

/** An authenticated request. */
interface Asked {
  readonly request: WebRequest
  readonly user: User
  /** The decoded words of the path behind `/rest`. */
  readonly words: readonly string[]
  readonly body: ReadonlyMap<string, BodyMember>
}

type Respond = (response: WebResponse | undefined) => void

/** Serves `/rest` of `www` (7.9 and later) and `www-ssl` (7.1 and later). */
export class Rest {
  readonly #served: Served
  readonly #turns: RequestQueue
  /** Logins by user name and address. */
  readonly #sessions = new Map<string, Login>()

  constructor(served: Served) {
    this.#served = served
    this.#turns = new RequestQueue((turn) => served.router.services.take(turn))
  }

  answer(request: WebRequest, respond: Respond): void {
    const { router } = this.#served
    if (!router.isRelease(request.service === 'www' ? '7.9..' : '7.1..')) return respond(errorResponse(404))
    if (!isServed(this.#served, request.service)) return respond(forbidden())
    const user = this.#userOf(request)
    if (user === undefined) return respond(unauthorized())
    this.#turns.take(user.name, () => {
      let response = errorResponse(500)
      try {
        response = this.#answered(request, user)
      } finally {
        respond(response)
      }
    })
  }

  #userOf({ headers, from }: WebRequest): User | undefined {
    const { router } = this.#served
    const [, encoded] = /^basic +([A-Za-z0-9+/]+=*)\s*$/i.exec(fieldOf(headers, 'authorization') ?? '') ?? []
    if (encoded === undefined) return undefined
    const whole = Buffer.from(encoded, 'base64').toString('latin1')
    const colon = whole.indexOf(':')
    const name = colon === -1 ? whole : whole.slice(0, colon)
    const user = login(router, { name, password: colon === -1 ? '' : whole.slice(colon + 1), address: from })
    if (user?.policies.has('rest-api') !== true) {
      logRefused(router, name, from, 'rest-api')
      return undefined
    }
    const session = `${user.name} ${from}`
    const until = router.host.clock.now() + keptFor
    const known = this.#sessions.get(session)
    if (known !== undefined && isLoggedIn(router, known)) known.until = until
    else this.#sessions.set(session, logIn(router, user, { address: from, via: 'rest-api', until }))
    return user
  }

  #answered(request: WebRequest, user: User): WebResponse {
    const { method } = request
    if (!demanded.every((policy) => user.policies.has(policy))) return errorResponse(500, 'std failure: not allowed (9)')
    if (method === 'OPTIONS') return errorResponse(503)
    if (!Object.hasOwn(methods, method)) return errorResponse(501)
    const { body: bytes } = request
    const text = bytes.length === 0 ? '' : latin1Of(bytes)
    if (text !== '' && !/^application\/json\b/i.test(fieldOf(request.headers, 'content-type') ?? '')) return errorResponse(415)
    const body = text.trim() === '' ? new Map<string, BodyMember>() : readBody(text)
    if (body === undefined) return errorResponse(400, 'Failed to parse json')
    try {
      return methods[method]?.(this.#served, { request, user, body, words: wordsOf(request) }) ?? errorResponse(501)
    } catch (error) {
      if (error instanceof Failure) return failed(error)
      throw error
    }
  }
}

/** Whether `/ip/service/webserver` enables REST; it exists since 7.21. */
function isServed({ router }: Served, service: string): boolean {
  const menu = router.menus.declared.get('/ip/service/webserver')
  return menu === undefined || router.value(menu.path, router.only(menu.path), service === 'www' ? 'rest-plain' : 'rest-secure') === true
}

/** The words of the path behind `/rest`. `%2F` is decoded, so that a name may contain a slash; `%2A` is not (7.23.7). */
const wordsOf = ({ rawPath, path }: WebRequest): readonly string[] =>
  (rawPath ?? path)
    .split('/')
    .slice(2)
    .filter((word) => word !== '')
    .map((word) => (rawPath === undefined ? word : Buffer.from(decodedWord(word), 'utf8').toString('latin1')))

function decodedWord(word: string): string {
  try {
    return decodeURIComponent(word.replaceAll(/%2a/gi, '%252A'))
  } catch {
    return word
  }
}

/** The target of a path: a menu, a command, or a row of a menu. */
type RestPlace =
  | { readonly menu: KnownMenu }
  | { readonly command: KnownCommand }
  | { readonly menu: KnownMenu; readonly id: number; readonly isName: boolean }

/** Resolves a path. Throws a Failure for an unknown path; `no-such-item` for an id without a row. */
function placeOf({ catalog: { root }, router }: Served, words: readonly string[]): RestPlace {
  const whole = entryAt(root, words)
  if (whole instanceof KnownMenu) return { menu: whole }
  if (whole !== undefined) return { command: whole }
  const parent = entryAt(root, words.slice(0, -1))
  const last = words.at(-1) ?? ''
  const menu = parent instanceof KnownMenu && parent.parent !== undefined ? router.menuAt(parent.path) : undefined
  if (!(parent instanceof KnownMenu) || menu === undefined || menu.kind === 'settings') throw noSuchEntry(root, words)
  const store = router.store(menu)
  if (/^\*[0-9a-f]+$/i.test(last)) {
    const row = store.byId(parseInt(last.slice(1), 16))
    if (row === undefined) throw new Failure('no such item', { cause: { kind: 'no-such-item' } })
    return { menu: parent, id: row.id, isName: false }
  }
  if (menu.name === undefined || /^%2a/i.test(last)) throw new Failure('no such command prefix')
  const row = store.byName(last)
  if (row === undefined) throw new Failure(`no such command or directory (${last})`)
  return { menu: parent, id: row.id, isName: true }
}

const methods: Readonly<Record<string, (served: Served, asked: Asked) => WebResponse>> = {
  GET: get,
  PUT: put,
  PATCH: patch,
  DELETE: remove,
  POST: post,
}

function run(served: Served, { user }: Asked, request: CommandRequest): CommandReply {
  return runRequest(served, request, { policies: user.policies, time: maxRequestMs })
}

function get(served: Served, asked: Asked): WebResponse {
  const place = placeOf(served, asked.words)
  if ('command' in place || place.menu.command('print') === undefined) return errorResponse(400, 'no such command')
  const { query, proplist } = wanted(asked.request.query)
  const request = { path: `${place.menu.path}/print`, words: new Map<string, string>(), proplist: proplist && ['.id', ...proplist] }
  if ('id' in place) return oneRow(run(served, asked, { ...request, query: [`.id=${idText(place.id)}`] }))
  const reply = run(served, asked, { ...request, query })
  return served.router.menuAt(place.menu.path)?.kind === 'settings' ? oneRow(reply) : jsonResponse(200, rowsText(reply.rows))
}

const oneRow = ({ rows: [row] }: CommandReply): WebResponse => (row === undefined ? errorResponse(404) : jsonResponse(200, objectText(row)))

/** The filters of a query string, and the requested properties. */
function wanted(text: string): { readonly query: readonly string[]; readonly proplist: readonly string[] | undefined } {
  const pairs = text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): readonly [string, string] => {
      const at = pair.indexOf('=')
      return at === -1 ? [unescaped(pair), ''] : [unescaped(pair.slice(0, at)), unescaped(pair.slice(at + 1))]
    })
  const list = pairs.find(([name]) => name === '.proplist')?.[1]
  return {
    query: pairs.filter(([name]) => name !== '.proplist').map(([name, value]) => `=${name}=${value}`),
    proplist: list?.split(',').filter((name) => name !== ''),
  }
}

const unescaped = (text: string): string =>
  Buffer.from(decodedWord(text.replaceAll('+', ' ')).replaceAll('%2A', '*'), 'utf8').toString('latin1')

/** The arguments in a body. A list is joined with commas. */
function givenOf(body: ReadonlyMap<string, BodyMember>): Pick<CommandRequest, 'words' | 'unset' | 'query' | 'proplist'> {
  const words = new Map<string, string>()
  const unset = new Set<string>()
  for (const [name, given] of body) {
    if (name === '.query' || name === '.proplist') continue
    if (name.startsWith('!')) unset.add(name.slice(1))
    else words.set(name, typeof given === 'string' ? given : given.join(','))
  }
  const [query, proplist] = [body.get('.query'), body.get('.proplist')]
  return {
    words,
    unset,
    ...(query === undefined ? {} : { query: typeof query === 'string' ? [query] : query }),
    ...(proplist === undefined ? {} : { proplist: typeof proplist === 'string' ? proplist.split(',') : proplist }),
  }
}

/** Reads a row after it was added or changed, for the body of the response. */
const readBack = (served: Served, asked: Asked, menu: KnownMenu, id: string): CommandReply =>
  run(served, asked, { path: `${menu.path}/print`, words: new Map(), query: [`.id=${id}`] })

function put(served: Served, asked: Asked): WebResponse {
  const place = placeOf(served, asked.words)
  if ('command' in place || 'id' in place) return errorResponse(400, 'no such command')
  const { menu } = place
  const { ret = '' } = run(served, asked, { path: `${menu.path}/add`, ...givenOf(asked.body) })
  const [row = []] = readBack(served, asked, menu, ret).rows
  const { service, headers } = asked.request
  const host = fieldOf(headers, 'host') ?? ''
  const location = `${service === 'www' ? 'http' : 'https'}://${host}/rest${menu.path}/${ret}`
  return jsonResponse(201, objectText(row), [['Location', location]])
}

function patch(served: Served, asked: Asked): WebResponse {
  const place = placeOf(served, asked.words)
  if (!('id' in place) || !asked.user.policies.has('write')) return errorResponse(400, noResource)
  const id = idText(place.id)
  const { words, unset } = givenOf(asked.body)
  try {
    run(served, asked, { path: `${place.menu.path}/set`, words: new Map([...words, ['.id', id]]), unset: unset ?? new Set() })
  } catch (error) {
    if (error instanceof Failure && place.isName) return errorResponse(400, noResource)
    throw error
  }
  return oneRow(readBack(served, asked, place.menu, id))
}

function remove(served: Served, asked: Asked): WebResponse {
  const place = placeOf(served, asked.words)
  if (!('id' in place) || !asked.user.policies.has('write')) return errorResponse(400, noResource)
  try {
    run(served, asked, { path: `${place.menu.path}/remove`, words: new Map([['.id', idText(place.id)]]) })
  } catch (error) {
    if (error instanceof Failure && error.cause?.kind !== 'limit') return errorResponse(400, noResource)
    throw error
  }
  return { status: 204, headers: [], body: new Uint8Array() }
}

function post(served: Served, asked: Asked): WebResponse {
  const { root } = served.catalog
  const { words } = asked
  const above = entryAt(root, words.slice(0, -1))
  // In a POST, a last word that is no command of the menu is reported as an unknown command, not as a missing row.
  if (above instanceof KnownMenu && above.parent !== undefined && entryAt(root, words) === undefined) throw noSuchEntry(root, words)
  const place = placeOf(served, asked.words)
  if (!('command' in place)) return errorResponse(400, 'no such command')
  return replied(run(served, asked, { path: place.command.path, ...givenOf(asked.body) }))
}
