// Owns running a script for an agent, and its result: output, failure, and features that are not modelled.
import { LateError, Refusal } from '../../../grammar/refusal.ts'
import { Failure } from '../../diagnostic/failure.ts'
import { checkerFor } from '../../host/node/catalog-cache.ts'
import { Misuse } from '../../ide/mcp/given.ts'
import type { ToolReply } from '../../ide/mcp/agent-server.ts'
import type { Session } from '../../session.ts'
import { fromBytes, toBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import { applyExport, skippedReason } from '../apply.ts'
import { isExport } from '../configure.ts'
import type { OpenDevice } from '../device.ts'
import { hintFor } from '../hint.ts'

/**
 * Writes files to the device, then runs the script, or applies it if it is an export. Throws a Misuse for files that a device cannot have.
 */
export function runOn(openedDevice: OpenDevice, script: string, files: ReadonlyMap<string, string>): ToolReply {
  const { router } = openedDevice.device
  for (const [name, contents] of files)
    try {
      router.files.write(toBytes(name), Buffer.from(contents, 'utf8'))
    } catch (error) {
      if (error instanceof Failure) throw new Misuse(fromBytes(error.message))
      throw error
    }
  const source = new Source(toBytes(script), 'script')
  const printed: string[] = []
  const write = (bytes: string): void => void printed.push(bytes)
  const { lines, failed } = isExport(source) ? applied(openedDevice, source, write) : runScript(openedDevice, source, write)
  const output = fromBytes(printed.join(''))
  const ended = output === '' || output.endsWith('\n') || lines.length === 0 ? output : `${output}\n`
  const text = ended + lines.join('\n')
  return { text: text === '' ? 'done; nothing printed' : text, failed }
}

interface RunSummary {
  readonly lines: readonly string[]
  readonly failed: boolean
}

function applied({ device, names }: OpenDevice, source: Source, write: (bytes: string) => void): RunSummary {
  const { skipped, ended } = applyExport(device, source, write, names)
  const lines = skipped.map((part) => `${part.line}: ${skippedReason(part)}`)
  return {
    lines: ended === undefined ? lines : [...lines, `${ended.line}: ended here: ${fromBytes(ended.what)}`],
    failed: ended !== undefined || skipped.some(({ reason }) => reason === 'refused'),
  }
}

function runScript(openedDevice: OpenDevice, source: Source, write: (bytes: string) => void): RunSummary {
  const session = openedDevice.device.session({ write })
  const { failure } = session.feed(source)
  const gaps = session.gaps.map(({ message, line }) => `not modelled${line === undefined ? '' : ` (line ${line})`}: ${fromBytes(message)}`)
  if (failure === undefined) return { lines: gaps, failed: false }
  return { lines: [...failureLines(failure, session, source, openedDevice), ...gaps], failed: true }
}

function failureLines(failure: Failure, session: Session, source: Source, { names }: OpenDevice): readonly string[] {
  const { cause, line, column, trace, notModelled } = failure
  const refused = cause?.kind === 'refused' && cause.source.text === source.text ? cause.refused : undefined
  const verdict = refused instanceof Refusal || refused instanceof LateError ? checkerFor(names).explain(refused, source) : undefined
  const place = verdict ?? (line === undefined ? undefined : { line, column })
  const at = place === undefined ? '' : ` at ${place.line}${place.column === undefined ? '' : `:${place.column}`}`
  const hint = verdict?.help ?? hintFor(failure, names.release)
  return [
    `${notModelled ? 'not modelled by offbox' : 'failed'}${at}: ${fromBytes(session.describe(failure))}`,
    ...trace.map(
      ({ what, line, file }) => `  in ${fromBytes(what)}, line ${line}${file === source.name || file === '' ? '' : ` of ${file}`}`,
    ),
    ...(hint === undefined ? [] : [`help: ${hint}`]),
  ]
}
