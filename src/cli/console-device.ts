// Owns the device's side of a console: runs entries as they arrive, prints their output, and waits for the user's replies.
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import { fromBytes, toBytes } from '../text/bytes.ts'
import { visible } from '../text/visible.ts'
import { Failure } from '../diagnostic/failure.ts'
import { Source } from '../text/source.ts'
import { policies } from '../schema/policy.ts'
import { checkerFor } from '../host/node/catalog-cache.ts'
import { coloursOf, hintAt, isSecret, offersAt, type ConsolePlace } from '../shell/assistant.ts'
import { ConsoleCell, type TerminalReply, type EntryQuery, type ConsoleReport, type ConsoleStart } from './device-messages.ts'
import type { OpenDevice } from './device.ts'
import type { Session } from '../session.ts'
import { failureCode } from './configure.ts'
import { ExitCode } from './exit-code.ts'
import { gapsText } from './gap.ts'
import { coloursFor } from './paint.ts'
import { isTerminal, outputTo, writeMessage } from './output.ts'
import { millisecond } from '../text/units.ts'

/** The terminal's interface to the console on a device. */
export interface Entries {
  feed(entry: string): void
  toggleSafe(): void
  look(look: EntryQuery): void
  hangUp(): void
}

/** Opens the console on a device. */
export function consoleOn(
  port: MessagePort,
  openedDevice: OpenDevice,
  { control, width, onTerminal }: Pick<ConsoleStart, 'control' | 'width' | 'onTerminal'>,
  reportingComplaints: (act: () => void) => void,
  send: (report: ConsoleReport) => void,
): Entries {
  const output = outputTo(true)
  const colours = coloursFor(process.stderr.isTTY)
  const session = sessionOf(port, openedDevice, { control, width }, (bytes) => output.write(bytes), send)
  const { logins, host } = openedDevice.device.router
  logins.add({ user: { name: 'admin', policies: new Set(policies) }, address: '', via: 'console', since: host.clock.now() })
  let reportedGaps = 0
  const release = openedDevice.device.router.release.text
  const ready = (remember: boolean, code: ExitCode = ExitCode.ok): void =>
    send({ ready: { prompt: fromBytes(session.prompt), ended: session.ended, remember, release, code } })
  const place = (): ConsolePlace => ({ menu: session.menu, device: openedDevice.device.router, checker: checkerFor(openedDevice.names) })
  const printFailure = (failure: Failure): void => output.write(`${toBytes(visible(fromBytes(session.describe(failure))))}\n`)
  ready(false)
  return {
    feed(entry) {
      let code: ExitCode = ExitCode.ok
      Atomics.store(control, ConsoleCell.interrupted, 0)
      const resized = Atomics.load(control, ConsoleCell.width)
      if (resized > 0) session.resize(resized)
      const remember = onTerminal && !isSecret(fromBytes(entry), place())
      reportingComplaints(() => {
        const source = new Source(entry)
        const { failure } = session.feed(source)
        if (failure !== undefined) printFailure(failure)
        // A console on a terminal does not use it.
        if (failure !== undefined && !onTerminal) code = entryCode(failure, source, control, openedDevice)
        else if (session.gaps.length > reportedGaps) code = ExitCode.notModelled
        writeMessage(gapsText(session.gaps.slice(reportedGaps), colours))
        reportedGaps = session.gaps.length
        openedDevice.save()
      })
      ready(remember, code)
    },
    toggleSafe() {
      try {
        session.toggleSafe()
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        printFailure(error)
      }
      reportingComplaints(() => openedDevice.save())
      ready(false)
    },
    look(look) {
      if ('colours' in look) send({ coloured: { text: look.colours, stretches: coloursOf(look.colours, place()) } })
      else {
        const { kind, text, at } = look
        const hint = kind === 'help' ? hintAt(text, at, place()) : undefined
        send({ offered: { kind, text, at, offers: offersAt(text, at, place()), hint } })
      }
    },
    hangUp: () => session.hangUp(),
  }
}

/** The exit code of an entry that failed. */
function entryCode(failure: Failure, entry: Source, control: Int32Array, { names }: OpenDevice): ExitCode {
  if (Atomics.load(control, ConsoleCell.interrupted) !== 0) return ExitCode.interrupted
  return failureCode(failure, entry, names)
}

/** A session whose user is prompted through the port. */
function sessionOf(
  port: MessagePort,
  openedDevice: OpenDevice,
  { control, width }: Pick<ConsoleStart, 'control' | 'width'>,
  write: (bytes: string) => void,
  send: (report: ConsoleReport) => void,
): Session {
  const answer = (timeout: bigint | undefined): TerminalReply['value'] => {
    Atomics.wait(control, ConsoleCell.answered, 0, timeout === undefined ? Infinity : Number(timeout / millisecond))
    Atomics.store(control, ConsoleCell.answered, 0)
    const message: { readonly message: TerminalReply } | undefined = receiveMessageOnPort(port)
    return message?.message.value
  }
  return openedDevice.device.session({
    door: 'console',
    width,
    write,
    onTerminal: isTerminal('out'),
    terminal: {
      ask(prompt, options) {
        send({ ask: { prompt: fromBytes(prompt), initial: fromBytes(options.initial), hidden: options.hidden, sign: options.sign ?? '' } })
        const value = answer(undefined)
        return typeof value === 'string' ? value : undefined
      },
      key(timeout) {
        send({ key: true })
        const value = answer(timeout)
        return typeof value === 'number' ? value : undefined
      },
    },
  })
}
