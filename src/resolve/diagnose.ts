// Owns turning what a parse found into diagnostics: the device's one refusal, and what it accepts and fails at later.
import type { Parsed } from '../../grammar/parser.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Diagnostic, Severity } from '../diagnostic/diagnostic.ts'
import type { Source } from '../text/source.ts'
import { trapAt } from './trap.ts'

/** `bad command name X (line 1 column 2)` -> `bad-command-name`; the device's words without what varies. */
const codes: readonly (readonly [RegExp, string])[] = [
  [/^syntax error/, 'syntax-error'],
  [/^expected end of command/, 'expected-end-of-command'],
  [/^expected command name/, 'expected-command-name'],
  [/^(missing|expected) closing brace/, 'missing-closing-brace'],
  [/^expected .* value/, 'bad-string'],
  [/^bad command name/, 'bad-command-name'],
  [/^bad parameter/, 'bad-parameter'],
  [/^nested too deeply/, 'nested-too-deeply'],
]
/** The code of a device's message. */
export const codeOf = (message: string): string => codes.find(([pattern]) => pattern.test(message))?.[1] ?? 'refused'

const diagnostic = (
  source: Source,
  severity: Severity,
  message: string,
  from: number,
  to: number,
  help: string | undefined,
): Diagnostic => ({
  severity,
  code: codeOf(message),
  message,
  from,
  to,
  ...source.placeAt(from),
  ...(help === undefined ? {} : { help }),
})

/** The findings of a parse, in the order of the text. A refusal is one error; late errors keep the device's words with their place. */
export function diagnose(source: Source, parsed: Parsed | Refusal): readonly Diagnostic[] {
  if (!(parsed instanceof Refusal))
    return parsed.late.map(({ message, from, to }) => diagnostic(source, 'late', message, from, to, undefined))
  const from = Math.min(parsed.offset, source.text.length)
  return [diagnostic(source, 'error', parsed.message, from, Math.min(from + 1, source.text.length), trapAt(source, parsed))]
}

/** A refusal as the device prints it: `syntax error (line 1 column 5)`. */
export function refusalText(source: Source, { message, offset }: Refusal): string {
  const { line, column } = source.placeAt(offset)
  return `${message} (line ${line} column ${column})`
}
