// Owns `offbox run`: runs scripts one after the other on one device.
import { check } from '../index.ts'
import { exportedBy } from '../resolve/check/header.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import type { Failure } from '../diagnostic/failure.ts'
import { applyTold, isExport, openFor } from './configure.ts'
import type { Kept } from './device.ts'
import { ExitCode } from './exit-code.ts'
import { hintFor } from './hint.ts'
import { readScript } from './input.ts'
import type { DeviceFlags } from './names.ts'
import { outputTo, type Output } from './output.ts'
import { coloursFor } from './paint.ts'
import { diagnosticText, failureText } from './report.ts'

const standardWidth = 80

/** Runs each file to its end; the first that fails ends the run. What ran before the failing command stays, as on a device. */
export function run(files: readonly string[], flags: DeviceFlags): ExitCode {
  const sources = files.map(readScript)
  const output = outputTo(1, process.stdout.isTTY === true)
  const kept = openFor(sources, flags, {
    flush: () => output.flush(),
    width: process.stdout.isTTY === true ? process.stdout.columns : standardWidth,
  })
  tellRelease(sources, flags, kept)
  try {
    for (const source of sources) {
      const code = isExport(source) ? runExport(source, kept, output) : runOne(source, kept, output)
      if (code !== ExitCode.fine) return code
    }
    return ExitCode.fine
  } finally {
    kept.close()
  }
}

/** To a person: which release it became where a file chose it. Logs of programs stay clean. */
function tellRelease(sources: readonly Source[], flags: DeviceFlags, { names }: Kept): void {
  const writer = sources.find(isExport)
  if (process.stderr.isTTY !== true || flags.release !== undefined || writer === undefined) return
  if (exportedBy(writer.text) === names.release) process.stderr.write(`RouterOS ${names.release}, which wrote ${writer.name}\n`)
}

/** What an export says beyond what is known here is told and left out; what a device refuses is told and ends the run. */
function runExport(source: Source, kept: Kept, output: Output): ExitCode {
  try {
    return applyTold(source, kept, (bytes) => output.write(bytes))
  } finally {
    kept.keep()
    output.flush()
  }
}

function runOne(source: Source, { device, names, keep }: Kept, output: Output): ExitCode {
  const session = device.session({ write: (bytes) => output.write(bytes) })
  let failure: Failure | undefined
  try {
    failure = session.feed(source.text).failure
  } finally {
    keep()
  }
  output.flush()
  if (failure === undefined) return ExitCode.fine
  const colours = coloursFor(process.stderr)
  const refused =
    failure.command === ''
      ? check(Buffer.from(source.text, 'latin1'), names).find(({ severity }) => severity === 'error')
      : undefined
  if (refused !== undefined) {
    process.stderr.write(diagnosticText(refused, source, colours))
    return ExitCode.refused
  }
  const { line, column, trace, message } = failure
  const inText = line !== undefined && line <= source.lineStarts.length ? line : undefined
  process.stderr.write(
    failureText({ message: fromBytes(session.describe(failure)), line: inText, column, trace, hint: hintFor(message) }, source, colours),
  )
  return failure.notModelled ? ExitCode.notModelled : ExitCode.failed
}
