// Owns the place of an event for the user: the file beside the tests, or the test itself, and its line.
import type { Failure } from '../../diagnostic/failure.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Source } from '../../text/source.ts'

/** A script beside the tests. */
export interface ScriptBeside {
  /** `clean.rsc`. */
  readonly name: string
  /** Its path for the user. */
  readonly path: string
  readonly text: string
}

/** The name of a script in `/system/script`. */
export const scriptName = (file: string): string => file.replace(/\.rsc$/, '')

/** A line; `file` is undefined for the test itself. */
interface FileLine {
  readonly file?: string | undefined
  readonly line: number
}

/** The line of a failure in `source`; `defaultLine` if it has no place. */
export const lineOfFailure = (
  { source, line }: Pick<Failure, 'source' | 'line'>,
  test: string,
  scripts: readonly ScriptBeside[],
  defaultLine: number,
): FileLine => (line === undefined ? { line: defaultLine } : { file: fileOf(source, test, scripts), line })

/** The calls that a failure passed, innermost first. */
export const callsOf = ({ trace }: Failure, test: string, scripts: readonly ScriptBeside[]): readonly string[] =>
  trace.map(({ what, line, file }) => `called at ${named(file, scripts) ?? test}:${line}: ${fromBytes(what)}`)

/** The file of a text; undefined for the test itself. A text without a file has its name on the device. */
function fileOf(source: Source | undefined, test: string, scripts: readonly ScriptBeside[]): string | undefined {
  if (source === undefined || source.name === test) return undefined
  return scripts.find(({ text }) => text === source.text)?.path ?? named(source.name, scripts) ?? 'code in a string'
}

/** The file of a text, by its name on the device. */
function named(name: string, scripts: readonly ScriptBeside[]): string | undefined {
  if (name === '') return undefined
  return scripts.find((script) => name === script.name || name === `script ${scriptName(script.name)}`)?.path ?? fromBytes(name)
}
