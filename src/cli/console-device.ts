// Owns the thread of a device: for a console it runs entries as they come, prints for itself and waits where the user is asked;
// else it serves.
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { visible } from '../text/visible.ts'
import { Cell, type Answer, type Report, type Request, type Start } from './conversation.ts'
import { openDevice, type Kept } from './device.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { isFault, type Fault, type Opened } from '../host/host.ts'
import { gapsText } from './gap.ts'
import { coloursFor } from './paint.ts'
import { isTerminal, outputTo, tell } from './output.ts'
import { logTo, tellAnswered, tellFault, tellOpened, tellSilent } from './served.ts'

const milli = 1_000_000n

/** How long the device attends to what has come due and what has come in before it looks for entries, in milliseconds. */
const attention = { console: 0, serve: 50 }

/** The shortest time between two keepings of the state while nobody types, in milliseconds. */
const thrift = 1_000

/** Between two such times while nothing is typed, in milliseconds. */
const rest = { console: 50, serve: 0 }

function talk(port: MessagePort, { flags, width, door, control, tells }: Start): void {
  const say = (report: Report): void => port.postMessage(report)
  const output = outputTo(true)
  const interrupted = (): boolean => Atomics.load(control, Cell.interrupted) !== 0
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
    const outcomes = new Map<string, Opened | Fault>()
    const tell = tellOpened(door === 'serve')
    const opened = (service: string, outcome: Opened | Fault): void => {
      outcomes.set(service, outcome)
      tell(service, outcome)
    }
    const kept = openDevice(flags, {
      flush: () => output.flush(),
      interrupted,
      width,
      opened,
      ...(tells ? { answered: tellAnswered } : {}),
    })
    kept.device.router.faulted = tellFault
    if (door === 'serve') refuseUnreachable(outcomes, kept)
    const silent = door === 'serve' ? tellSilent(kept.device.router, (flags.listen ?? new Map<string, never>()).keys()) : () => undefined
    silent()
    const log = door === 'serve' ? logTo(kept.device.router) : () => undefined
    let since = 0
    const idle = attend(kept, attention[door], rest[door], (changed) => {
      log()
      silent()
      // Keeping a large state takes longer than most requests.
      if (!changed || performance.now() - since < thrift) return false
      complaining(() => kept.keep())
      since = performance.now()
      return true
    })
    const entry = door === 'serve' ? () => undefined : console(port, kept, control, width, complaining, say)
    port.on('message', (request: Request) => {
      if ('end' in request) {
        idle.end()
        complaining(() => kept.keep())
        kept.close()
        port.close()
      } else entry(request.feed)
    })
  } catch (error) {
    complain(error)
    port.close()
  }
}

/** Throws a Complaint where services were to be reached and none can be. */
function refuseUnreachable(outcomes: ReadonlyMap<string, Opened | Fault>, kept: Kept): void {
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
function attend({ device }: Kept, milliseconds: number, pause: number, after: (changed: boolean) => boolean): { end(): void } {
  const { agenda, services } = device.router
  let kept = agenda.done + services.answered
  const turn = (): void => {
    agenda.wait(BigInt(milliseconds) * milli)
    const done = agenda.done + services.answered
    if (after(done > kept)) kept = done
    next = setTimeout(turn, pause)
  }
  let next = setTimeout(turn, pause)
  return { end: () => clearTimeout(next) }
}

/** The console on a device: gives what runs an entry. */
function console(
  port: MessagePort,
  kept: Kept,
  control: Int32Array,
  width: number,
  complaining: (act: () => void) => void,
  say: (report: Report) => void,
): (feed: string) => void {
  const output = outputTo(true)
  const colours = coloursFor(process.stderr.isTTY)
  const answer = (timeout: bigint | undefined): Answer['value'] => {
    Atomics.wait(control, Cell.answered, 0, timeout === undefined ? Infinity : Number(timeout / milli))
    Atomics.store(control, Cell.answered, 0)
    const message: { readonly message: Answer } | undefined = receiveMessageOnPort(port)
    return message?.message.value
  }
  const session = kept.device.session({
    door: 'console',
    width,
    write: (bytes) => output.write(bytes),
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
  let told = 0
  const ready = (): void => say({ ready: { prompt: fromBytes(session.prompt), ended: session.ended } })
  ready()
  return (feed) => {
    Atomics.store(control, Cell.interrupted, 0)
    complaining(() => {
      const { failure } = session.feed(feed)
      if (failure !== undefined) output.write(`${toBytes(visible(fromBytes(session.describe(failure))))}\n`)
      tell(gapsText(session.gaps.slice(told), colours))
      told = session.gaps.length
      kept.keep()
    })
    ready()
  }
}

if (parentPort !== null) {
  const start: Start = workerData
  talk(parentPort, start)
}
