// Owns configuring a device from files: exports command by command, other scripts unchanged.
import { exportedBy } from '../resolve/check/header.ts'
import { boardOf, type Board } from '../device/plain/board.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { applyExport, type LeftOut } from './apply.ts'
import { openDevice, type DeviceHooks, type OpenDevice } from './device.ts'
import { ExitCode } from './exit-code.ts'
import { gapsText } from './gap.ts'
import { interrupts } from './interrupt.ts'
import { reportModel, type DeviceFlags } from './names.ts'
import { coloursFor } from './paint.ts'
import { failuresOf } from './failed.ts'
import { failureText, withoutPlace } from './error-message.ts'
import { isTerminal, writeMessage } from './output.ts'
import { visible, visibleLine } from '../text/visible.ts'

/** A configured device. */
export interface Configured extends Outcome {
  readonly openedDevice: OpenDevice
}

/** The outcome of applying: the exit code, and whether nothing was skipped. */
interface Outcome {
  readonly code: ExitCode
  readonly isComplete: boolean
}

/**
 * Opens a device (like `run`) and applies files to it. The default release is that of the first export's header; `all` are the texts that
 * determine the board (default: the files), of which the device of the first file tells. Skipped parts are reported on standard error.
 */
export function configure(sources: readonly Source[], flags: DeviceFlags, all: readonly Source[] = sources): Configured {
  const interrupt = interrupts()
  const openedDevice = openFor(all, flags, { flush: () => undefined, width: 80, interrupted: interrupt.isPressed }, all[0] === sources[0])
  try {
    const applied = sources.map((source) => applyOne(source, openedDevice))
    if (interrupt.isPressed()) return { openedDevice, code: ExitCode.interrupted, isComplete: false }
    return {
      openedDevice,
      code: applied.find(({ code }) => code !== ExitCode.ok)?.code ?? ExitCode.ok,
      isComplete: applied.every(({ isComplete }) => isComplete),
    }
  } catch (error) {
    openedDevice.close()
    throw error
  }
}

/**
 * Opens a device that matches exports: their release by default, and their board. `tells`: whether to say which board stands in for an
 * unknown model.
 */
export function openFor(sources: readonly Source[], flags: DeviceFlags, around: DeviceHooks, tells = true): OpenDevice {
  const [release] = sources.flatMap(({ text }) => exportedBy(text) ?? [])
  const board = exportedBoard(sources)
  const opened = openDevice(flags, { ...around, ...(release === undefined ? {} : { release }), ...(board === undefined ? {} : { board }) })
  if (tells && opened.device.router.board === board) reportModel(board)
  return opened
}

/** The board that exports were taken from; undefined for other scripts. */
export const exportedBoard = (sources: readonly Source[]): Board | undefined =>
  sources.some(isExport) ? boardOf(sources.map(({ text }) => text).join('\n')) : undefined

export const isExport = ({ text }: Source): boolean => exportedBy(text) !== undefined

/** Applies an export and reports skipped parts: 1 if a command of it fails. `write` gets its output. */
export const applyAndReport = (source: Source, openedDevice: OpenDevice, write: (bytes: string) => void): ExitCode =>
  outcomeOf(source, openedDevice, write).code

function outcomeOf(source: Source, { device, names }: OpenDevice, write: (bytes: string) => void): Outcome {
  const { leftOut, ended } = applyExport(device, source, write)
  const failed = failuresOf(names, coloursFor(isTerminal('error')))
  const reportLeftOut = (one: LeftOut): void =>
    writeMessage(one.failure === undefined ? leftOutText(source, one) : failed(one.failure, source, one.what).text)
  leftOut.forEach(reportLeftOut)
  if (ended !== undefined) {
    reportLeftOut({ ...ended, known: true })
    return { code: ExitCode.failed, isComplete: false }
  }
  const whole = leftOut.length === 0
  return { code: whole ? ExitCode.ok : leftOut.some(({ known }) => known) ? ExitCode.failed : ExitCode.notModelled, isComplete: whole }
}

/** Applies a file, an export or a script, and reports what is skipped or fails. */
export function applyOne(source: Source, openedDevice: OpenDevice): Outcome {
  if (isExport(source)) return outcomeOf(source, openedDevice, () => undefined)
  const { device, names } = openedDevice
  const session = device.session({ write: () => undefined })
  const { failure } = session.feed(source.text, source.name)
  writeMessage(gapsText(session.gaps, coloursFor(isTerminal('error'))))
  if (failure === undefined)
    return { code: session.gaps.length > 0 ? ExitCode.notModelled : ExitCode.ok, isComplete: session.gaps.length === 0 }
  const { text, isRefused } = failuresOf(names, coloursFor(isTerminal('error')))(failure, source, session.describe(failure))
  writeMessage(text)
  return { code: failure.notModelled ? ExitCode.notModelled : isRefused ? ExitCode.refused : ExitCode.failed, isComplete: false }
}

/** A refused command is reported with its place, unknown names on one line each, since there may be many. */
function leftOutText(source: Source, { line, what, known }: LeftOut): string {
  const colours = coloursFor(isTerminal('error'))
  const message = fromBytes(what)
  if (known) {
    const failed = { message: withoutPlace(message, line), line, column: undefined, trace: [], hint: undefined }
    return failureText(failed, source, colours)
  }
  return `${colours.hint('hint:')} ${visibleLine(source.name)}:${line}: ${visible(message)} is unknown and skipped\n`
}
