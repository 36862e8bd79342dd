// Owns the Debug Adapter Protocol: forwards an editor's requests to the thread that runs the program. Built as a separate bundle.
import {
  DebugSession,
  ExitedEvent,
  InitializedEvent,
  OutputEvent,
  Response,
  StoppedEvent,
  TerminatedEvent,
  Thread,
  ContinuedEvent,
} from '@vscode/debugadapter'
import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Readable, Writable } from 'node:stream'
import * as breakpoints from './breakpoints.ts'
import { capabilities } from './capabilities.ts'
import type { DebugResponses, DebugRequest, Launch, ContinueMode } from './messages.ts'
import { placeMembers, sourceOf, type SendRequest } from './forms.ts'
import * as inspection from './inspection.ts'
import { RestartableProgram, type ProgramThread, type ThreadEvent } from './program.ts'
import { shapeError } from './argument-shapes.ts'

/** What the debug adapter needs of its process. */
export interface DebuggerWorld {
  readonly input: Readable
  readonly output: Writable
  /** Starts the thread; `report` receives its events. */
  readonly start: (report: (event: ThreadEvent) => void) => ProgramThread
}

/** Serves one editor until it disconnects or closes the stream. */
export function serveDebugger(world: DebuggerWorld): Promise<void> {
  return new Promise((resolve) => {
    const session = new Session(world, resolve)
    world.input.once('end', () => session.shutdown())
    session.start(world.input, world.output)
  })
}

/** The only thread: scripts run one at a time. */
const thread = 1

class Session extends DebugSession {
  readonly #program: RestartableProgram
  readonly #done: () => void
  #isLaunched = false
  #isConfigured = false
  #isOver = false

  constructor({ start }: DebuggerWorld, done: () => void) {
    super()
    this.setDebuggerLinesStartAt1(true)
    this.setDebuggerColumnsStartAt1(true)
    this.#done = done
    this.#program = new RestartableProgram(start, (report) => this.#receive(report))
  }

  /** Sends a request to the thread; resolves with one member of its response. */
  readonly #ask: SendRequest = async <K extends keyof DebugResponses>(question: DebugRequest, member: K): Promise<DebugResponses[K]> => {
    const answer = await this.#program.ask(question)
    const known: Partial<DebugResponses> = answer
    const found: DebugResponses[K] | undefined = known[member]
    if (found === undefined) throw new Error(answer.error ?? 'there is no answer')
    return found
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    const given: unknown = request.arguments === undefined ? {} : withoutNulls(request.arguments)
    const problem = shapeError(request.command, given)
    if (problem === undefined) super.dispatchRequest({ ...request, arguments: given })
    else this.#refuse(new Response(request), problem)
  }

  #refuse(response: DebugProtocol.Response, why: string): void {
    this.sendErrorResponse(response, { id: 1, format: '{_why}', variables: { _why: why }, showUser: true })
  }

  #receive(report: ThreadEvent): void {
    if ('stopped' in report) {
      const { stopped, text, ids } = report
      const event: DebugProtocol.StoppedEvent = new StoppedEvent(stopped, thread, text)
      event.body.allThreadsStopped = true
      if (text !== '') event.body.description = text
      if (ids.length > 0) event.body.hitBreakpointIds = [...ids]
      this.sendEvent(event)
    } else if ('output' in report) {
      const event: DebugProtocol.OutputEvent = new OutputEvent(report.output, report.kind)
      if (report.spot !== undefined) Object.assign(event.body, { source: sourceOf(report.spot), ...placeMembers(report.spot) })
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
    given: DebugProtocol.SetBreakpointsArguments,
  ): void {
    this.#reply(response, () => breakpoints.setBreakpoints(this.#ask, given))
  }
  protected override setFunctionBreakPointsRequest(
    response: DebugProtocol.SetFunctionBreakpointsResponse,
    given: DebugProtocol.SetFunctionBreakpointsArguments,
  ): void {
    this.#reply(response, () => breakpoints.setFunctions(this.#ask, given))
  }
  protected override setExceptionBreakPointsRequest(
    response: DebugProtocol.SetExceptionBreakpointsResponse,
    given: DebugProtocol.SetExceptionBreakpointsArguments,
  ): void {
    this.#reply(response, () => breakpoints.setFilters(this.#ask, given))
  }
  protected override dataBreakpointInfoRequest(
    response: DebugProtocol.DataBreakpointInfoResponse,
    given: DebugProtocol.DataBreakpointInfoArguments,
  ): void {
    this.#reply(response, () => breakpoints.dataInfo(this.#ask, given))
  }
  protected override setDataBreakpointsRequest(
    response: DebugProtocol.SetDataBreakpointsResponse,
    given: DebugProtocol.SetDataBreakpointsArguments,
  ): void {
    this.#reply(response, () => breakpoints.setData(this.#ask, given))
  }
  protected override breakpointLocationsRequest(
    response: DebugProtocol.BreakpointLocationsResponse,
    given: DebugProtocol.BreakpointLocationsArguments,
  ): void {
    this.#reply(response, () => breakpoints.locations(this.#ask, given))
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [new Thread(thread, 'script')] }
    this.sendResponse(response)
  }

  protected override stackTraceRequest(response: DebugProtocol.StackTraceResponse, given: DebugProtocol.StackTraceArguments): void {
    this.#reply(response, () => inspection.stackTrace(this.#ask, given))
  }
  protected override scopesRequest(response: DebugProtocol.ScopesResponse, given: DebugProtocol.ScopesArguments): void {
    this.#reply(response, () => inspection.scopes(this.#ask, given))
  }
  protected override variablesRequest(response: DebugProtocol.VariablesResponse, given: DebugProtocol.VariablesArguments): void {
    this.#reply(response, () => inspection.variables(this.#ask, given))
  }
  protected override setVariableRequest(response: DebugProtocol.SetVariableResponse, given: DebugProtocol.SetVariableArguments): void {
    this.#reply(response, () => inspection.setVariable(this.#ask, given))
  }
  protected override setExpressionRequest(
    response: DebugProtocol.SetExpressionResponse,
    given: DebugProtocol.SetExpressionArguments,
  ): void {
    this.#reply(response, () => inspection.setExpression(this.#ask, given))
  }
  protected override evaluateRequest(response: DebugProtocol.EvaluateResponse, given: DebugProtocol.EvaluateArguments): void {
    this.#reply(response, () => inspection.evaluate(this.#ask, given))
  }
  protected override completionsRequest(response: DebugProtocol.CompletionsResponse, given: DebugProtocol.CompletionsArguments): void {
    this.#reply(response, () => inspection.completions(this.#ask, given))
  }
  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    this.#reply(response, () => inspection.exceptionInfo(this.#ask))
  }
  protected override loadedSourcesRequest(response: DebugProtocol.LoadedSourcesResponse): void {
    this.#reply(response, () => inspection.loadedSources(this.#ask))
  }
  protected override sourceRequest(response: DebugProtocol.SourceResponse, given: DebugProtocol.SourceArguments): void {
    this.#reply(response, () => inspection.source(this.#ask, given))
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

  #step(response: DebugProtocol.Response, mode: ContinueMode, granularity?: DebugProtocol.SteppingGranularity): void {
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
      const problem = isLaunch(launch) ? shapeError('launch', launch) : undefined
      if (problem !== undefined) throw new Error(problem)
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
