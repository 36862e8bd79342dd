// Owns the Debug Adapter Protocol: forwards an editor's requests to the thread that runs the program. Built as a separate bundle.
import {
  Breakpoint,
  DebugSession,
  ExitedEvent,
  InitializedEvent,
  OutputEvent,
  Response,
  Scope,
  Source,
  StackFrame,
  StoppedEvent,
  TerminatedEvent,
  Thread,
  ContinuedEvent,
} from '@vscode/debugadapter'
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Readable, Writable } from 'node:stream'
import { capabilities, kinds } from './capabilities.ts'
import type { Answers, Launch, Mode, DebugQuestion, Shown, Spot } from './conversation.ts'
import { Programs, type Program, type Saying } from './program.ts'
import { misshapen } from './shapes.ts'

export interface World {
  readonly input: Readable
  readonly output: Writable
  /** Starts the thread; `report` receives its events. */
  readonly start: (report: (said: Saying) => void) => Program
}

/** Serves one editor until it disconnects or closes the stream. */
export function serveDebugger(world: World): Promise<void> {
  return new Promise((resolve) => {
    const session = new Session(world, resolve)
    world.input.once('end', () => session.shutdown())
    session.start(world.input, world.output)
  })
}

/** The only thread: scripts run one at a time. */
const thread = 1

class Session extends DebugSession {
  readonly #program: Programs
  readonly #done: () => void
  #isLaunched = false
  #isConfigured = false
  #isOver = false

  constructor({ start }: World, done: () => void) {
    super()
    this.setDebuggerLinesStartAt1(true)
    this.setDebuggerColumnsStartAt1(true)
    this.#done = done
    this.#program = new Programs(start, (report) => this.#told(report))
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    const given: unknown = request.arguments === undefined ? {} : withoutNulls(request.arguments)
    const amiss = misshapen(request.command, given)
    if (amiss === undefined) super.dispatchRequest({ ...request, arguments: given })
    else this.#refuse(new Response(request), amiss)
  }

  #refuse(response: DebugProtocol.Response, why: string): void {
    this.sendErrorResponse(response, { id: 1, format: '{_why}', variables: { _why: why }, showUser: true })
  }

  #told(report: Saying): void {
    if ('stopped' in report) {
      const { stopped, text, ids } = report
      const event: DebugProtocol.StoppedEvent = new StoppedEvent(stopped, thread, text)
      event.body.allThreadsStopped = true
      if (text !== '') event.body.description = text
      if (ids.length > 0) event.body.hitBreakpointIds = [...ids]
      this.sendEvent(event)
    } else if ('output' in report) {
      const event: DebugProtocol.OutputEvent = new OutputEvent(report.output, report.kind)
      if (report.spot !== undefined) Object.assign(event.body, { source: sourceOf(report.spot), ...placeOf(report.spot) })
      this.sendEvent(event)
    } else if ('continued' in report) this.sendEvent(new ContinuedEvent(thread, true))
    else if (!this.#isOver) {
      this.#isOver = true
      this.sendEvent(new ExitedEvent(report.ended))
      this.sendEvent(new TerminatedEvent())
    }
  }

  /** Sends the result of `make`, or an error response. */
  #reply<R extends DebugProtocol.Response>(response: R, make: () => Promise<R['body']>): void {
    make().then(
      (body: R['body']) => {
        response.body = body
        this.sendResponse(response)
      },
      (error: unknown) => this.#refuse(response, wordsOf(error)),
    )
  }

  /** One member of the answer to a question. Throws an Error with the thread's message if it is missing. */
  async #ask<K extends keyof Answers>(question: DebugQuestion, member: K): Promise<Answers[K]> {
    const answer = await this.#program.ask(question)
    const known: Partial<Answers> = answer
    const found: Answers[K] | undefined = known[member]
    if (found === undefined) throw new Error(answer.error ?? 'nothing is known of it')
    return found
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = capabilities
    this.sendResponse(response)
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, launch: DebugProtocol.LaunchRequestArguments & Launch): void {
    this.#reply(response, async () => {
      await this.#ask({ do: 'launch', launch }, 'launched')
      this.#isLaunched = true
      this.sendEvent(new InitializedEvent())
      this.#begin()
    })
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.sendResponse(response)
    this.#isConfigured = true
    this.#begin()
  }

  /** Starts the program once it is loaded and all breakpoints are set. */
  #begin(): void {
    if (this.#isLaunched && this.#isConfigured) this.#program.go('run', false)
  }

  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { source: { path, sourceReference }, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): void {
    this.#reply(response, async () => {
      const at = { ...(path === undefined ? {} : { path }), ...(sourceReference ? { reference: sourceReference } : {}) }
      const list = breakpoints.map(({ line, column, condition, hitCondition, logMessage }) => ({
        line,
        ...(column === undefined ? {} : { column }),
        ...(condition === undefined ? {} : { condition }),
        ...(hitCondition === undefined ? {} : { hitCondition }),
        ...(logMessage === undefined ? {} : { logMessage }),
      }))
      const set = await this.#ask({ do: 'breakpoints', at, list }, 'breakpoints')
      return {
        breakpoints: set.map(({ id, spot }) => {
          if (spot === undefined) return { id, verified: false, message: 'no statement stands here or below' }
          return { id, verified: true, ...placeOf(spot), source: sourceOf(spot) }
        }),
      }
    })
  }

  protected override setFunctionBreakPointsRequest(
    response: DebugProtocol.SetFunctionBreakpointsResponse,
    { breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments,
  ): void {
    this.#reply(response, async () => {
      const set = await this.#ask({ do: 'functions', list: breakpoints }, 'verified')
      return { breakpoints: set.map(({ id }) => ({ id, verified: true })) }
    })
  }

  protected override setExceptionBreakPointsRequest(
    response: DebugProtocol.SetExceptionBreakpointsResponse,
    { filters }: DebugProtocol.SetExceptionBreakpointsArguments,
  ): void {
    this.#reply(response, async () => {
      await this.#ask({ do: 'filters', filters }, 'done')
      return { breakpoints: filters.map(() => new Breakpoint(true)) }
    })
  }

  protected override dataBreakpointInfoRequest(
    response: DebugProtocol.DataBreakpointInfoResponse,
    { variablesReference, name }: DebugProtocol.DataBreakpointInfoArguments,
  ): void {
    this.#reply(response, async () => {
      const question: DebugQuestion = { do: 'data-info', name, ...(variablesReference ? { reference: variablesReference } : {}) }
      const { id, description } = await this.#ask(question, 'info')
      return { dataId: id ?? null, description, accessTypes: ['write' as const], canPersist: id?.startsWith('global ') === true }
    })
  }

  protected override setDataBreakpointsRequest(
    response: DebugProtocol.SetDataBreakpointsResponse,
    { breakpoints }: DebugProtocol.SetDataBreakpointsArguments,
  ): void {
    this.#reply(response, async () => {
      const list = breakpoints.map(({ dataId, condition, hitCondition }) => ({
        id: dataId,
        ...(condition === undefined ? {} : { condition }),
        ...(hitCondition === undefined ? {} : { hitCondition }),
      }))
      const set = await this.#ask({ do: 'data', list }, 'verified')
      return { breakpoints: set.map(({ id }) => ({ id, verified: true })) }
    })
  }

  protected override breakpointLocationsRequest(
    response: DebugProtocol.BreakpointLocationsResponse,
    { source: { path }, line, endLine = line }: DebugProtocol.BreakpointLocationsArguments,
  ): void {
    this.#reply(response, async () => ({
      breakpoints: path === undefined ? [] : [...(await this.#ask({ do: 'locations', path, from: line, to: endLine }, 'locations'))],
    }))
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [new Thread(thread, 'script')] }
    this.sendResponse(response)
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    { startFrame = 0, levels }: DebugProtocol.StackTraceArguments,
  ): void {
    this.#reply(response, async () => {
      const stack = await this.#ask({ do: 'stack' }, 'stack')
      const end = levels ? startFrame + levels : undefined
      const frames = stack.map(({ name, spot }, at) => new StackFrame(at + 1, name, sourceOf(spot), spot.line, spot.column))
      return { stackFrames: frames.slice(startFrame, end), totalFrames: stack.length }
    })
  }

  protected override scopesRequest(response: DebugProtocol.ScopesResponse, { frameId }: DebugProtocol.ScopesArguments): void {
    this.#reply(response, async () => {
      const scopes = await this.#ask({ do: 'scopes', frame: frameId - 1 }, 'scopes')
      return { scopes: scopes.map(({ name, reference, costly }) => new Scope(name, reference, costly)) }
    })
  }

  protected override variablesRequest(
    response: DebugProtocol.VariablesResponse,
    { variablesReference: reference, start = 0, count }: DebugProtocol.VariablesArguments,
  ): void {
    this.#reply(response, async () => {
      const all = await this.#ask({ do: 'variables', reference }, 'variables')
      return { variables: all.slice(start, count ? start + count : undefined).map((one) => ({ ...valueOf(one), name: one.name })) }
    })
  }

  protected override setVariableRequest(
    response: DebugProtocol.SetVariableResponse,
    { variablesReference: reference, name, value }: DebugProtocol.SetVariableArguments,
  ): void {
    this.#reply(response, async () => valueOf(await this.#ask({ do: 'set', reference, name, value }, 'value')))
  }

  protected override setExpressionRequest(
    response: DebugProtocol.SetExpressionResponse,
    { expression, value, frameId }: DebugProtocol.SetExpressionArguments,
  ): void {
    this.#reply(response, async () => valueOf(await this.#ask({ do: 'assign', expression, value, ...frameOf(frameId) }, 'value')))
  }

  protected override evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    { expression, frameId, context }: DebugProtocol.EvaluateArguments,
  ): void {
    this.#reply(response, async () => {
      const prints = context === 'repl'
      const shown = await this.#ask({ do: 'evaluate', expression, prints, ...frameOf(frameId) }, 'value')
      const { value, ...rest } = valueOf(shown)
      return { ...rest, result: value }
    })
  }

  protected override completionsRequest(
    response: DebugProtocol.CompletionsResponse,
    { text, column, line = 1, frameId }: DebugProtocol.CompletionsArguments,
  ): void {
    this.#reply(response, async () => {
      const before = text.split('\n').slice(0, line - 1)
      const at = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1
      const found = await this.#ask({ do: 'complete', text, at, ...frameOf(frameId) }, 'completions')
      return {
        targets: found.map(({ label, text, start, length, kind }) => {
          const type = kinds[kind]
          return { label, text, start, length, ...(type === undefined ? {} : { type }) }
        }),
      }
    })
  }

  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    this.#reply(response, async () => {
      const why = await this.#ask({ do: 'why' }, 'why')
      if (why === 'none') return { exceptionId: 'none', breakMode: 'never' as const }
      const { message, trace, uncaught } = why
      const breakMode = uncaught ? ('unhandled' as const) : ('always' as const)
      return { exceptionId: 'failure', description: message, breakMode, details: { message, stackTrace: trace } }
    })
  }

  protected override loadedSourcesRequest(response: DebugProtocol.LoadedSourcesResponse): void {
    this.#reply(response, async () => ({ sources: (await this.#ask({ do: 'sources' }, 'sources')).map(sourceOf) }))
  }

  protected override sourceRequest(
    response: DebugProtocol.SourceResponse,
    { source, sourceReference }: DebugProtocol.SourceArguments,
  ): void {
    const reference = source?.sourceReference ?? sourceReference
    this.#reply(response, async () => ({ content: await this.#ask({ do: 'source', reference }, 'text'), mimeType: 'text/x-routeros' }))
  }

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    response.body = { allThreadsContinued: true }
    this.#step(response, 'run')
  }
  protected override nextRequest(response: DebugProtocol.NextResponse, { granularity }: DebugProtocol.NextArguments): void {
    this.#step(response, 'over', granularity)
  }
  protected override stepInRequest(response: DebugProtocol.StepInResponse, { granularity }: DebugProtocol.StepInArguments): void {
    this.#step(response, 'in', granularity)
  }
  protected override stepOutRequest(response: DebugProtocol.StepOutResponse, { granularity }: DebugProtocol.StepOutArguments): void {
    this.#step(response, 'out', granularity)
  }

  #step(response: DebugProtocol.Response, mode: Mode, granularity?: DebugProtocol.SteppingGranularity): void {
    this.sendResponse(response)
    this.#program.go(mode, granularity === 'statement' || granularity === 'instruction')
  }

  protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
    this.#program.pause()
    this.sendResponse(response)
  }

  /** `offbox/advance { time: "1d" }`: advances the clock of the stopped device. */
  protected override customRequest(command: string, response: DebugProtocol.Response, given: unknown): void {
    if (command !== 'offbox/advance') return super.customRequest(command, response, given)
    const time = typeof given === 'object' && given !== null && 'time' in given ? given.time : undefined
    if (typeof time !== 'string') return this.sendErrorResponse(response, 1, 'offbox/advance needs a time, as "1d"')
    this.sendResponse(response)
    this.#program.advance(time)
  }

  /** Restarts the program with all breakpoints; a device in memory has its initial state again. */
  protected override restartRequest(response: DebugProtocol.RestartResponse, given: DebugProtocol.RestartArguments | undefined): void {
    this.#reply(response, async () => {
      const launch: unknown = given?.arguments
      const amiss = isLaunch(launch) ? misshapen('launch', launch) : undefined
      if (amiss !== undefined) throw new Error(amiss)
      await this.#program.restart(isLaunch(launch) ? launch : undefined)
      this.#isOver = false
      this.sendEvent(new ContinuedEvent(thread, true))
    })
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.#reply(response, () => this.#program.end())
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.#reply(response, async () => {
      await this.#program.end()
      setImmediate(() => this.shutdown())
    })
  }

  /** Overrides the base class, which would end the process. */
  override shutdown(): void {
    void this.#program.end().then(this.#done)
  }
}

/** Some editors write null for what they leave out. */
const withoutNulls = (given: unknown): unknown => JSON.parse(JSON.stringify(given, (_, one: unknown) => (one === null ? undefined : one)))

const isLaunch = (given: unknown): given is Launch =>
  typeof given === 'object' && given !== null && 'program' in given && typeof given.program === 'string'

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const frameOf = (frameId: number | undefined): { readonly frame?: number } => (frameId === undefined ? {} : { frame: frameId - 1 })

const placeOf = ({ line, column }: Spot): { line: number; column: number } => ({ line, column })

const sourceOf = ({ name, path, reference }: Pick<Spot, 'name' | 'path' | 'reference'>): Source => new Source(name, path, reference ?? 0)

const valueOf = ({
  value,
  type,
  reference,
  expression,
}: Shown): { value: string; type: string; variablesReference: number; evaluateName?: string } => ({
  value,
  type,
  variablesReference: reference,
  ...(expression === undefined ? {} : { evaluateName: expression }),
})
