// Owns configuring a device from files: exports command by command, other scripts unchanged.
import { exportedBy } from '../schema/export-header.ts'
import { boardOfParts, type Board } from '../device/plain/board.ts'
import type { Failure } from '../diagnostic/failure.ts'
import type { Source } from '../text/source.ts'
import { applyExport, skippedReason, type SkippedPart } from './apply.ts'
import { openDevice, type DeviceHooks, type OpenDevice } from './device.ts'
import { ExitCode } from './exit-code.ts'
import { gapsText } from './gap.ts'
import { interrupts } from './interrupt.ts'
import { reportModel, type DeviceFlags } from './shared-options.ts'
import { coloursFor } from './paint.ts'
import { failureReporter, isRefused } from './failure-report.ts'
import { diagnosticText, failureText } from './error-message.ts'
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

/** What a verb does with the output of a file; by default it is dropped. */
export interface FileOutput {
  readonly write: (bytes: string) => void
  readonly onTerminal: boolean
  /** Called when the file has run, before failures are reported. */
  readonly ended: () => void
}

const noOutput: FileOutput = { write: () => undefined, onTerminal: false, ended: () => undefined }

/**
 * Opens a device (like `run`) and applies files to it. The default release is that of the first export's header; `all` are the texts that
 * determine the board (default: the files), which is reported for the device of the first file only. Skipped parts are reported on standard
 * error.
 * Without files the device is only read: throws a Complaint (66) where its folder holds none.
 */
export function configure(sources: readonly Source[], flags: DeviceFlags, all: readonly Source[] = sources): Configured {
  const interrupt = interrupts()
  const hooks: DeviceHooks = { flush: () => undefined, width: 80, interrupted: interrupt.isPressed }
  const openedDevice = openFor(all, flags, sources.length === 0 ? { ...hooks, existing: true } : hooks, all[0] === sources[0])
  try {
    const applied = sources.map((source) => runAndReport(source, openedDevice))
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
 * Opens a device that matches exports: their release by default, and their board. `reportsBoard`: whether to report the board that replaces
 * an unknown model.
 */
export function openFor(sources: readonly Source[], flags: DeviceFlags, hooks: DeviceHooks, reportsBoard = true): OpenDevice {
  const [release] = sources.flatMap(({ text }) => exportedBy(text) ?? [])
  const board = exportedBoard(sources)
  const opened = openDevice(flags, { ...hooks, ...(release === undefined ? {} : { release }), ...(board === undefined ? {} : { board }) })
  if (reportsBoard && opened.device.router.board === board) reportModel(board)
  return opened
}

/** The board that exports were taken from; undefined for other scripts. */
export const exportedBoard = (sources: readonly Source[]): Board | undefined =>
  sources.some(isExport) ? boardOfParts(sources.map(({ text }) => text)) : undefined

/** Whether a file is an export: it has the header of one. */
export const isExport = ({ text }: Source): boolean => exportedBy(text) !== undefined

/**
 * Runs a file and reports what is skipped or fails: an export command by command (1 if one of them fails), another script as a whole.
 * `continues`: whether further files may run; also after a script that only caught failures of features that are not modelled (3).
 */
export function runAndReport(
  source: Source,
  openedDevice: OpenDevice,
  output: FileOutput = noOutput,
): Outcome & { readonly continues: boolean } {
  if (!isExport(source)) return runScript(source, openedDevice, output)
  const outcome = runExport(source, openedDevice, output)
  return { ...outcome, continues: outcome.code === ExitCode.ok }
}

function runExport(source: Source, { device, names }: OpenDevice, output: FileOutput): Outcome {
  const { skipped, ended } = endingWith(output.ended, () => applyExport(device, source, output.write, names))
  const failed = failureReporter(names, coloursFor(isTerminal('error')))
  const reportSkipped = (one: SkippedPart): void =>
    writeMessage(one.failure === undefined ? skippedText(source, one) : failed(one.failure, source, 'console'))
  skipped.forEach(reportSkipped)
  if (ended !== undefined) {
    reportSkipped({ ...ended, reason: 'refused' })
    return { code: ExitCode.failed, isComplete: false }
  }
  const whole = skipped.length === 0
  return {
    code: whole ? ExitCode.ok : skipped.some(({ reason }) => reason === 'refused') ? ExitCode.failed : ExitCode.notModelled,
    isComplete: whole,
  }
}

function runScript(source: Source, { device, names }: OpenDevice, output: FileOutput): Outcome & { readonly continues: boolean } {
  const session = device.session({ write: output.write, onTerminal: output.onTerminal })
  const { failure } = endingWith(output.ended, () => session.feed(source))
  const colours = coloursFor(isTerminal('error'))
  writeMessage(gapsText(session.gaps, colours))
  const isComplete = session.gaps.length === 0
  if (failure === undefined) return { code: isComplete ? ExitCode.ok : ExitCode.notModelled, isComplete, continues: true }
  writeMessage(failureReporter(names, colours)(failure, source, 'script'))
  return { code: failureCode(failure, source, names), isComplete: false, continues: false }
}

/** The exit code of a failure that ended a script. */
export const failureCode = (failure: Failure, script: Source, names: OpenDevice['names']): ExitCode =>
  isRefused(failure, script, names) ? ExitCode.refused : failure.notModelled ? ExitCode.notModelled : ExitCode.failed

function endingWith<T>(ended: () => void, act: () => T): T {
  try {
    return act()
  } finally {
    ended()
  }
}

/** A refused command is reported with its place, unknown names on one line each, since there may be many. */
function skippedText(source: Source, part: SkippedPart): string {
  const { line, reason, finding } = part
  const colours = coloursFor(isTerminal('error'))
  if (finding !== undefined) return diagnosticText({ ...finding, severity: 'error' }, source, colours)
  if (reason === 'refused') {
    const failed = { message: skippedReason(part), line, column: undefined, trace: [], hint: undefined }
    return failureText(failed, source, colours)
  }
  return `${colours.hint('hint:')} ${visibleLine(source.name)}:${line}: ${visible(skippedReason(part))}\n`
}
