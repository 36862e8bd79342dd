// Owns making the diagnostic of a finding, sorting diagnostics, and dropping redundant ones at one place.
import type { Diagnostic, Severity } from '../../diagnostic/diagnostic.ts'
import type { Source, Span } from '../../text/source.ts'
import type { Remark } from './rule.ts'
import { ruleOf } from './rules/list.ts'

/**
 * Makes the diagnostic of a finding. In code inside a string (`within`) an error of the device is `late`: the device accepts the script,
 * and fails when it parses the code.
 */
export function finding(
  file: Source,
  span: Span,
  code: string,
  { message, placed, help, severity, related, last, outdated, fixes = [] }: Remark,
  within: string | undefined,
): Diagnostic {
  const own: Severity = severity ?? ruleOf(code).severity
  return {
    severity: within !== undefined && own === 'error' ? 'late' : own,
    code,
    message,
    ...(placed === undefined ? {} : { placed }),
    ...span,
    ...file.placeAt(span.from),
    ...(help === undefined ? {} : { help }),
    ...(within === undefined ? {} : { within }),
    ...(related === undefined ? {} : { related }),
    ...(last === undefined ? {} : { last }),
    ...(outdated === true ? { outdated } : {}),
    ...(fixes.length === 0 ? {} : { fixes }),
  }
}

/** Codes that are dropped if a finding of another code is at the same place: a name similar to a property is probably meant as one. */
const shadows: Readonly<Record<string, string>> = {
  'bare-word': 'unknown-property',
  'undeclared-variable': 'early-variable',
  'wrong-type': 'wrong-family',
}

/** Returns findings sorted by place, the worse first. Of two findings with the same code and place it keeps the first. */
export function ordered(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...found].sort((a, b) => a.from - b.from || a.to - b.to)
  return sorted.filter((one, at) => {
    const isBeside = (other: Diagnostic | undefined, code: string | undefined): boolean => other?.from === one.from && other.code === code
    const [before, after] = [sorted[at - 1], sorted[at + 1]]
    const better = shadows[one.code]
    return !isBeside(before, one.code) && (better === undefined || !(isBeside(before, better) || isBeside(after, better)))
  })
}
