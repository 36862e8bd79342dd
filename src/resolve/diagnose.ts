// Owns converting the result of a parse to diagnostics: the refusal, or the late errors.
import type { Parsed } from '../../grammar/parser.ts'
import { Refusal } from '../../grammar/refusal.ts'
import type { Diagnostic, Severity } from '../diagnostic/diagnostic.ts'
import { refusalText, type Refused } from '../diagnostic/refused.ts'
import type { Source } from '../text/source.ts'
import { trapAt } from './trap.ts'

const diagnostic = (
  source: Source,
  severity: Severity,
  { code, message }: Pick<Refused, 'code' | 'message'>,
  from: number,
  to: number,
  help: string | undefined,
): Diagnostic => ({
  severity,
  code,
  message,
  from,
  to,
  ...source.placeAt(from),
  ...(help === undefined ? {} : { help }),
})

/** The findings of a parse, in the order of the text. A refusal is one error; late errors keep the device's message with its place. */
export function diagnose(source: Source, parsed: Parsed | Refusal): readonly Diagnostic[] {
  if (!(parsed instanceof Refusal))
    return parsed.late.map((late) =>
      diagnostic(source, 'late', { code: late.code, message: refusalText(source, late) }, late.from, late.to, undefined),
    )
  const from = Math.min(parsed.offset, source.text.length)
  return [diagnostic(source, 'error', parsed, from, Math.min(from + 1, source.text.length), trapAt(source, parsed))]
}
