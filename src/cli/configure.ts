// Owns making a device what files say: exports command by command, other scripts as they are.
import { exportedBy } from '../resolve/check/header.ts'
import { boardOf } from '../device/plain/board.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { applyExport, type LeftOut } from './apply.ts'
import { openDevice, type Around, type Kept } from './device.ts'
import { ExitCode } from './exit-code.ts'
import { gapsText } from './gap.ts'
import { interrupts } from './interrupt.ts'
import type { DeviceFlags } from './names.ts'
import { coloursFor } from './paint.ts'
import { tell } from './output.ts'
import { visible, visibleLine } from '../text/visible.ts'

/** A device with its configuration, and whether all of it could be applied. */
export interface Configured {
  readonly kept: Kept
  readonly code: ExitCode
}

/**
 * Opens a device (as `run` does) and applies files to it. Without a release it is that of the first export's header;
 * `all` are the texts that tell which board it is, those of the files where absent. What is left out is told on standard error.
 */
export function configure(sources: readonly Source[], flags: DeviceFlags, all: readonly Source[] = sources): Configured {
  const interrupt = interrupts()
  const kept = openFor(all, flags, { flush: () => undefined, width: 80, interrupted: interrupt.heard })
  try {
    const codes = sources.map((source) => applyOne(source, kept))
    if (interrupt.heard()) return { kept, code: ExitCode.interrupted }
    return { kept, code: codes.find((code) => code !== ExitCode.fine) ?? ExitCode.fine }
  } catch (error) {
    kept.close()
    throw error
  }
}

/** Opens a device that is what exports come from: of their release, where none is asked for, and of their board. */
export function openFor(sources: readonly Source[], flags: DeviceFlags, around: Around): Kept {
  const headers = sources.flatMap(({ text }) => exportedBy(text) ?? [])
  const [release] = headers
  const board = headers.length === 0 ? undefined : boardOf(sources.map(({ text }) => text).join('\n'))
  return openDevice(flags, { ...around, ...(release === undefined ? {} : { release }), ...(board === undefined ? {} : { board }) })
}

export const isExport = ({ text }: Source): boolean => exportedBy(text) !== undefined

/** Applies an export and tells what is left out: 1 where a command of it fails. `write` gets what it prints. */
export function applyTold(source: Source, { device }: Kept, write: (bytes: string) => void): ExitCode {
  const { leftOut, ended } = applyExport(device, source, write)
  for (const one of leftOut) tell(told(source, one))
  if (ended !== undefined) {
    tell(told(source, { ...ended, known: true }))
    return ExitCode.failed
  }
  if (leftOut.length === 0) return ExitCode.fine
  return leftOut.some(({ known }) => known) ? ExitCode.failed : ExitCode.notModelled
}

/** Applies a file, an export or a script, and tells what is left out or fails. */
export function applyOne(source: Source, kept: Kept): ExitCode {
  if (isExport(source)) return applyTold(source, kept, () => undefined)
  const { device } = kept
  const session = device.session({ write: () => undefined })
  const { failure } = session.feed(source.text)
  tell(gapsText(session.gaps, coloursFor(process.stderr)))
  if (failure === undefined) return session.gaps.length > 0 ? ExitCode.notModelled : ExitCode.fine
  tell(told(source, { line: failure.line ?? 1, what: session.describe(failure), known: true }))
  return failure.notModelled ? ExitCode.notModelled : failure.command === '' ? ExitCode.refused : ExitCode.failed
}

function told({ name }: Source, { line, what, known }: LeftOut): string {
  const colours = coloursFor(process.stderr)
  const head = known ? colours.error('error:') : colours.hint('hint:')
  return `${head} ${visibleLine(name)}:${line}: ${visible(fromBytes(what))}${known ? '' : ' is not known here and left out'}\n`
}
