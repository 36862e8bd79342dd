// Owns the thread of a device: for a console it runs entries as they come, prints for itself and waits where the user is asked;
// else it serves.
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { Source } from '../text/source.ts'
import { visible } from '../text/visible.ts'
import { Failure } from '../diagnostic/failure.ts'
import { openSsh } from '../ssh/service.ts'
import { policies } from '../schema/policy.ts'
import { checkerFor } from '../host/node/known.ts'
import { coloursOf, hintAt, isSecret, offersAt, type ConsolePlace } from '../shell/assistant.ts'
import { Cell, maxCallDepth, type TerminalAnswer, type Look, type Report, type Request, type ConsoleStart } from './conversation.ts'
import { applyOne, openFor } from './configure.ts'
import type { DeviceHooks, OpenDevice } from './device.ts'
import type { DeviceFlags } from './names.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import type { Session } from '../session.ts'
import { isFault, type NetworkFault, type Opened } from '../host/host.ts'
import { gapsText } from './gap.ts'
import { coloursFor } from './paint.ts'
import { isTerminal, outputTo, tell } from './output.ts'
import { logTo, tellAnswered, tellFault, tellOpened, tellReady, tellSilent } from './served.ts'
import { millisecond } from '../text/units.ts'

/** How long the device attends to what has come due and what has come in before it looks for entries, in milliseconds. */
const attentionMs = { console: 0, serve: 50 }

/** The shortest time between two keepings of the state while nobody types, in milliseconds. */
const keepingIntervalMs = 1_000

/** Keeping a state takes at most one part in so many of the time: what was answered stands in a log meanwhile. */
const share = 20

/** Between two such times while nothing is typed, in milliseconds. */
const idleIntervalMs = { console: 50, serve: 0 }

function talk(port: MessagePort, start: ConsoleStart): void {
  const { flags, width, door, control, tells, isSeen, from = [], readyFile } = start
  const say = (report: Report): void => port.postMessage(report)
  const isInterrupted = (): boolean => Atomics.load(control, Cell.interrupted) !== 0
  const output = outputTo(true)
  const complain = (error: unknown): void => {
    if (!(error instanceof Complaint)) throw error
    say({ complaint: { code: error.code, message: error.message, hint: error.hint } })
  }
  const complaining = (act: () => void): void => {
    try {
      act()
    } catch (error) {
      complain(error)
    }
  }
  try {
    const outcomes = new Map<string, Opened | NetworkFault>()
    const opened = noting(outcomes, tellOpened(door === 'serve'))
    const sources = from.map(({ name, text }) => new Source(text, name))
    const kept = openFor(sources, flags, {
      ...(start.ephemeral === true ? { dry: true as const } : { logs: true as const }),
      flush: () => output.flush(),
      interrupted: isInterrupted,
      width,
      opened,
      prepare: letIn(flags, isInterrupted),
      ...(tells ? { answered: tellAnswered } : {}),
    })
    kept.device.router.faulted = tellFault
    kept.device.router.services.deepest = maxCallDepth
    applyAll(sources, kept)
    if (door === 'serve') refuseUnreachable(outcomes, kept)
    const silent = door === 'serve' ? tellSilent(kept.device.router, (flags.listen ?? new Map<string, never>()).keys()) : () => undefined
    silent()
    const log = door === 'serve' ? logTo(kept.device.router) : () => undefined
    if (readyFile !== undefined) tellReady(readyFile, outcomes)
    const keep = thriftily(() => complaining(() => kept.keep()))
    const idle = attend(kept, attentionMs[door], idleIntervalMs[door], (changed) => {
      log()
      silent()
      return changed && keep()
    })
    const entry = door === 'serve' ? undefined : console(port, kept, { control, width, isSeen }, complaining, say)
    port.on('message', (request: Request) => {
      if ('end' in request) {
        idle.end()
        entry?.hangUp()
        complaining(() => kept.keep())
        kept.close()
        port.close()
      } else if ('look' in request) entry?.look(request.look)
      else if ('safe' in request) entry?.toggleSafe()
      else entry?.feed(request.feed)
    })
  } catch (error) {
    complain(error)
    port.close()
  }
}

/** Keeps now and then: keeping a large state takes longer than most requests. False where it was not time to. */
function thriftily(keep: () => void): () => boolean {
  let [since, took] = [0, 0]
  return () => {
    const now = performance.now()
    if (now - since < Math.max(keepingIntervalMs, share * took)) return false
    keep()
    since = performance.now()
    took = since - now
    return true
  }
}

/** Applies files; what they say of services holds from there on. */
function applyAll(sources: readonly Source[], kept: OpenDevice): void {
  for (const source of sources) applyOne(source, kept)
  if (sources.length > 0) kept.device.router.services.open()
}
type Told = NonNullable<DeviceHooks['opened']>

/** Notes what became of services, and tells it. */
const noting =
  (outcomes: Map<string, Opened | NetworkFault>, tell: Told): Told =>
  (service, outcome) => {
    outcomes.set(service, outcome)
    tell(service, outcome)
  }

/** Lets clients of SSH in where they are listened for. */
const letIn =
  ({ listen, sshStatus = 'run' }: DeviceFlags, interrupted: () => boolean): NonNullable<DeviceHooks['prepare']> =>
  (device, names) => {
    if (listen?.has('ssh') !== true) return
    openSsh({ device, checker: () => checkerFor(names), exitStatus: sshStatus, interrupted })
  }

/** Throws a Complaint where services were to be reached and none can be. */
function refuseUnreachable(outcomes: ReadonlyMap<string, Opened | NetworkFault>, kept: OpenDevice): void {
  const faults = [...outcomes].flatMap(([service, outcome]) =>
    isFault(outcome) && outcome.fault !== 'not-allowed' ? [`${service}: ${outcome.detail}`] : [],
  )
  if (faults.length === 0 || [...outcomes.values()].some((outcome) => !isFault(outcome))) return
  kept.close()
  throw new Complaint(
    ExitCode.cannotCreate,
    `no service can be reached: ${faults.join('; ')}`,
    '--listen www=PORT,www-ssl=PORT takes other ports, 0 free ones',
  )
}

/**
 * Lets the device do by turns what has come due and answer what has come in. `after` each turn: whether something was done since it last
 * said true.
 */
function attend({ device }: OpenDevice, milliseconds: number, pause: number, after: (changed: boolean) => boolean): { end(): void } {
  const { agenda, services } = device.router
  let kept = agenda.done + services.answered
  const turn = (): void => {
    agenda.wait(BigInt(milliseconds) * millisecond)
    const done = agenda.done + services.answered
    if (after(done > kept)) kept = done
    next = setTimeout(turn, pause)
  }
  let next = setTimeout(turn, pause)
  return { end: () => clearTimeout(next) }
}

/** What a terminal asks of the console on a device. */
interface Entries {
  feed(entry: string): void
  toggleSafe(): void
  look(look: Look): void
  hangUp(): void
}

/** The console on a device. */
function console(
  port: MessagePort,
  kept: OpenDevice,
  { control, width, isSeen }: Pick<ConsoleStart, 'control' | 'width' | 'isSeen'>,
  complaining: (act: () => void) => void,
  say: (report: Report) => void,
): Entries {
  const output = outputTo(true)
  const colours = coloursFor(process.stderr.isTTY)
  const session = sessionOf(port, kept, { control, width }, (bytes) => output.write(bytes), say)
  const { logins, host } = kept.device.router
  logins.add({ user: { name: 'admin', policies: new Set(policies) }, address: '', via: 'console', since: host.clock.now() })
  let told = 0
  const release = kept.device.router.release.text
  const ready = (remember: boolean): void => say({ ready: { prompt: fromBytes(session.prompt), ended: session.ended, remember, release } })
  const place = (): ConsolePlace => ({ menu: session.menu, device: kept.device.router, checker: checkerFor(kept.names) })
  const toldFailure = (failure: Failure): void => output.write(`${toBytes(visible(fromBytes(session.describe(failure))))}\n`)
  ready(false)
  return {
    feed(entry) {
      Atomics.store(control, Cell.interrupted, 0)
      const resized = Atomics.load(control, Cell.width)
      if (resized > 0) session.resize(resized)
      const remember = isSeen && !isSecret(fromBytes(entry), place())
      complaining(() => {
        const { failure } = session.feed(entry)
        if (failure !== undefined) toldFailure(failure)
        tell(gapsText(session.gaps.slice(told), colours))
        told = session.gaps.length
        kept.keep()
      })
      ready(remember)
    },
    toggleSafe() {
      try {
        session.toggleSafe()
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        toldFailure(error)
      }
      complaining(() => kept.keep())
      ready(false)
    },
    look(look) {
      if ('colours' in look) say({ coloured: { text: look.colours, stretches: coloursOf(look.colours, place()) } })
      else {
        const { wish, text, at } = look
        const hint = wish === 'help' ? hintAt(text, at, place()) : undefined
        say({ offered: { wish, text, at, offers: offersAt(text, at, place()), hint } })
      }
    },
    hangUp: () => session.hangUp(),
  }
}

/** A session whose user is asked at the other side. */
function sessionOf(
  port: MessagePort,
  kept: OpenDevice,
  { control, width }: Pick<ConsoleStart, 'control' | 'width'>,
  write: (bytes: string) => void,
  say: (report: Report) => void,
): Session {
  const answer = (timeout: bigint | undefined): TerminalAnswer['value'] => {
    Atomics.wait(control, Cell.answered, 0, timeout === undefined ? Infinity : Number(timeout / millisecond))
    Atomics.store(control, Cell.answered, 0)
    const message: { readonly message: TerminalAnswer } | undefined = receiveMessageOnPort(port)
    return message?.message.value
  }
  return kept.device.session({
    door: 'console',
    width,
    write,
    onTerminal: isTerminal('out'),
    terminal: {
      ask(prompt, options) {
        say({ ask: { prompt: fromBytes(prompt), initial: fromBytes(options.initial), hidden: options.hidden, sign: options.sign ?? '' } })
        const value = answer(undefined)
        return typeof value === 'string' ? value : undefined
      },
      key(timeout) {
        say({ key: true })
        const value = answer(timeout)
        return typeof value === 'number' ? value : undefined
      },
    },
  })
}

if (parentPort !== null) {
  const start: ConsoleStart = workerData
  talk(parentPort, start)
}
