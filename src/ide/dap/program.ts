// Owns restarting a program: a new thread receives the settings of the previous one, and breakpoints keep their ids.
import type { DebugResponses, Launch, ContinueMode, DebugRequest, DebugReport } from './messages.ts'

/** An event of a thread. */
export type ThreadEvent = Exclude<DebugReport, { readonly id: number }>

type Answer = Partial<DebugResponses> & { readonly error?: string }

/** The thread of a program. */
export interface ProgramThread {
  ask(question: DebugRequest): Promise<Answer>
  go(mode: ContinueMode, byStatement: boolean): void
  /** Advances the clock of the stopped device: `1d`. */
  advance(time: string): void
  pause(): void
  /** Ends it; resolves when it has ended. */
  end(): Promise<void>
}

/** The key of a request whose effect lasts until the next request with that key; undefined for others. */
function keyOf(question: DebugRequest): string | undefined {
  switch (question.do) {
    case 'breakpoints':
      // A text that only the device has is a different one after a restart.
      return question.at.path === undefined ? undefined : `breakpoints ${question.at.path}`
    case 'functions':
    case 'filters':
    case 'data':
      return question.do
    default:
      return undefined
  }
}

/** The successive threads of one program. */
export class RestartableProgram implements ProgramThread {
  readonly #start: () => ProgramThread
  readonly #kept = new Map<string, { readonly question: DebugRequest; ids: readonly number[] }>()
  /** The editor's breakpoint ids, by those of the thread. */
  #known = new Map<number, number>()
  #lastId = 0
  #thread: ProgramThread
  #launch: Launch | undefined

  constructor(start: (report: (said: ThreadEvent) => void) => ProgramThread, report: (said: ThreadEvent) => void) {
    this.#start = () => {
      let own: ProgramThread | undefined = undefined
      own = start((event) => {
        // Events of a replaced thread are ignored.
        if (own !== undefined && own !== this.#thread) return
        report('stopped' in event ? { ...event, ids: event.ids.map((id) => this.#known.get(id) ?? id) } : event)
      })
      return own
    }
    this.#thread = this.#start()
  }

  async ask(question: DebugRequest): Promise<Answer> {
    if (question.do === 'launch') this.#launch = question.launch
    const key = keyOf(question)
    const answer = await this.#thread.ask(question)
    const set = answer.breakpoints ?? (question.do === 'functions' || question.do === 'data' ? answer.verified : undefined)
    const ids = set?.map(({ id }) => this.#name(id, ++this.#lastId)) ?? []
    if (key !== undefined) this.#kept.set(key, { question, ids })
    return {
      ...answer,
      ...(answer.breakpoints === undefined
        ? {}
        : { breakpoints: answer.breakpoints.map((one, at) => ({ ...one, id: ids[at] ?? one.id })) }),
      ...(answer.verified === undefined ? {} : { verified: answer.verified.map((one, at) => ({ ...one, id: ids[at] ?? one.id })) }),
    }
  }

  #name(own: number, known: number): number {
    this.#known.set(own, known)
    return known
  }

  /** Ends the thread and starts another one with all settings. `launch` replaces the launch configuration. */
  async restart(launch: Launch | undefined): Promise<void> {
    const wanted = launch ?? this.#launch
    if (wanted === undefined) throw new Error('nothing was launched')
    const former = this.#thread
    this.#thread = this.#start()
    this.#known = new Map()
    await former.end()
    this.#launch = wanted
    const launched = await this.#thread.ask({ do: 'launch', launch: wanted })
    if (launched.error !== undefined) throw new Error(launched.error)
    for (const { question, ids } of this.#kept.values()) {
      const answer = await this.#thread.ask(question)
      for (const [at, { id }] of (answer.breakpoints ?? answer.verified ?? []).entries()) {
        const known = ids[at]
        if (known !== undefined) this.#name(id, known)
      }
    }
    this.#thread.go('run', false)
  }

  go(mode: ContinueMode, byStatement: boolean): void {
    this.#thread.go(mode, byStatement)
  }

  advance(time: string): void {
    this.#thread.advance(time)
  }

  pause(): void {
    this.#thread.pause()
  }

  end(): Promise<void> {
    return this.#thread.end()
  }
}
