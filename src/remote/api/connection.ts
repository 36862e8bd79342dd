// Owns one API connection: login, concurrent commands with tags, and their replies.
import { logIn, logOut, logRefused, login } from '../../device/login.ts'
import type { WireRow } from '../../device/types.ts'
import { Failure } from '../../diagnostic/failure.ts'
import type { Connection, ConnectionHandler } from '../../host/host.ts'
import { sentenceBytes, type Sentence } from '../../host/sentence.ts'
import type { Login, User } from '../../schema/user.ts'
import { categories, runRequest, failureOnWire } from '../run-request.ts'
import type { CommandRequest, Served } from '../served.ts'
import { LoginChallenge } from './challenge.ts'
import { listen, type RunningListen } from './listen.ts'
import { readApiRequest, type ApiRequest } from './request.ts'

/** A command in progress. */
interface Running {
  /** Whether it must end: it was cancelled, or the connection is closed. */
  stopped: boolean
  listening?: RunningListen
}

/** The number of bytes of rows that are collected before they are sent. */
const flushBytes = 1 << 16

/** A connection to `api` or `api-ssl`, from its first to its last byte. */
export class ApiConnection implements ConnectionHandler {
  readonly #served: Served
  readonly #connection: Connection
  #login: Login | undefined
  /** Commands by tag; those without a tag under ''. */
  readonly #running = new Map<string, Set<Running>>()
  readonly #challenge: LoginChallenge
  #closed = false

  constructor(served: Served, connection: Connection) {
    this.#served = served
    this.#connection = connection
    this.#challenge = new LoginChallenge(served.router)
  }

  received(sentences: readonly Sentence[]): void {
    for (const sentence of sentences) {
      const request = readApiRequest(sentence)
      // `/cancel` does not wait for the command that it ends.
      if (request.path === '/cancel' && this.#login !== undefined) this.#cancel(request)
      else this.#served.router.services.take(() => this.#do(request))
    }
  }

  closed(): void {
    if (this.#closed) return
    this.#closed = true
    for (const commands of this.#running.values()) for (const one of commands) stop(one)
    this.#logOut()
  }

  #logOut(): void {
    if (this.#login !== undefined) logOut(this.#served.router, this.#login)
  }

  get #via(): string {
    return this.#connection.service
  }

  #do(request: ApiRequest): void {
    if (this.#closed) return
    if (request.path === '/quit') return this.#end('session terminated on request')
    if (request.path === '/login') return this.#logIn(request)
    if (this.#login === undefined) return this.#end('not logged in')
    this.#run(request, this.#login.user)
  }

  /** Sends `!fatal` with a message as a plain word (not an attribute), as devices do, and closes the connection. */
  #end(word: string): void {
    this.#send(sentenceBytes(['!fatal', word]))
    this.#connection.end()
  }

  #send(bytes: string): void {
    if (!this.#closed && bytes !== '') this.#connection.send(Buffer.from(bytes, 'latin1'))
  }

  #logIn({ words, tag }: ApiRequest): void {
    const { router } = this.#served
    const name = words.get('name')
    if (name === undefined) {
      // Before 6.43 the device sends a challenge first.
      const challenge = this.#challenge.issue()
      return this.#send(
        challenge === undefined ? trap(tag, failureOnWire(new Failure('missing =name='))) : sentence('!done', tag, [['ret', challenge]]),
      )
    }
    const response = words.get('response')
    const password = response === undefined ? (words.get('password') ?? '') : this.#challenge.test(response)
    const user = password === undefined ? undefined : login(router, { name, password, address: this.#connection.from })
    if (user?.policies.has('api') !== true) {
      logRefused(router, name, this.#connection.from, this.#via)
      const message = router.isRelease('7.0..') ? 'invalid user name or password (6)' : 'cannot log in'
      return this.#send(trap(tag, { message, category: undefined }))
    }
    // A second login changes the user from then on.
    this.#logOut()
    this.#login = logIn(router, user, { address: this.#connection.from, via: this.#via, end: () => this.#connection.end() })
    this.#send(sentence('!done', tag, []))
  }

  #run(request: ApiRequest, user: User): void {
    const { tag, path } = request
    const own: Running = { stopped: false }
    const same = this.#running.get(tag) ?? new Set()
    this.#running.set(tag, same.add(own))
    const isDone = (): void => {
      same.delete(own)
      if (same.size === 0) this.#running.delete(tag)
    }
    let held = ''
    const emit = (rows: readonly WireRow[]): void => {
      for (const row of rows) {
        held += sentence('!re', tag, row)
        if (held.length < flushBytes) continue
        this.#send(held)
        held = ''
      }
    }
    try {
      if (path.endsWith('/listen')) {
        own.listening = listen(this.#served, request, {
          policies: user.policies,
          onRow: (row) => this.#send(sentence('!re', tag, row)),
        })
        return
      }
      const asker = { policies: user.policies, interrupted: () => own.stopped }
      const { rows, ret } = runRequest(this.#served, request, asker, (some) => {
        emit(some)
        this.#send(held)
        held = ''
      })
      emit(rows)
      isDone()
      const isEmpty = rows.length === 0 && ret === undefined && isQuery(path) && this.#served.router.isRelease('7.18..')
      // Changes are stored before the reply reports them.
      this.#served.router.changes.settle()
      this.#send(held + (isEmpty ? sentence('!empty', tag, []) : '') + sentence('!done', tag, ret === undefined ? [] : [['ret', ret]]))
    } catch (error) {
      isDone()
      if (!(error instanceof Failure)) throw error
      this.#served.router.changes.settle()
      this.#send(held + trapSentences(tag, error))
    }
  }

  #cancel({ tag, words }: ApiRequest): void {
    const wanted = words.get('tag')
    const ended = [...this.#running].filter(([own]) => wanted === undefined || own === wanted)
    let done = ''
    for (const [own, commands] of ended)
      for (const one of [...commands]) {
        stop(one)
        // A running command ends itself at its next check.
        if (one.listening === undefined) continue
        this.#send(trapOf(own, { message: 'interrupted', category: categories.interrupted }))
        done += sentence('!done', own, [])
        commands.delete(one)
        if (commands.size === 0) this.#running.delete(own)
      }
    this.#send(sentence('!done', tag, []) + done)
  }
}

/** Whether a command queries rows: only these are answered by `!empty`. */
const isQuery = (path: string): boolean => /\/(?:print|getall)$/.test(path)

function stop(one: Running): void {
  one.stopped = true
  one.listening?.end()
}

/** A reply sentence: its type, tag and attribute words. */
function sentence(kind: string, tag: string, row: CommandRequest['words'] | WireRow): string {
  const words = [kind]
  if (tag !== '') words.push(`.tag=${tag}`)
  for (const [name, text] of row) words.push(`=${name}=${text}`)
  return sentenceBytes(words)
}

const trapOf = (tag: string, { message, category }: ReturnType<typeof failureOnWire>): string =>
  sentence('!trap', tag, [...(category === undefined ? [] : [['category', String(category)] as const]), ['message', message]])

const trap = (tag: string, what: ReturnType<typeof failureOnWire>): string => trapOf(tag, what) + sentence('!done', tag, [])

/** Formats a failure as trap sentences. An unknown menu gives two traps (seen with 6.48). */
function trapSentences(tag: string, failure: Failure): string {
  const first = trapOf(tag, failureOnWire(failure))
  const second =
    failure.cause?.kind === 'no-such-entry' ? trapOf(tag, { message: 'no such command prefix', category: categories.missing }) : ''
  return first + second + sentence('!done', tag, [])
}
