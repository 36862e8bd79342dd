// Owns which findings settings ask for, and how bad they make them.
import type { Diagnostic, Severity } from '../diagnostic/diagnostic.ts'
import { severities } from './settings.ts'

/** Which findings are reported, as plain data. */
export interface Judging {
  /** The mildest; `hint` where absent. */
  readonly severity?: Severity | undefined
  /** The only codes. */
  readonly select?: readonly string[] | undefined
  readonly disable?: readonly string[] | undefined
  /** Severities by code. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>> | undefined
}

/** The findings that are asked for, with the severities that are asked for, in their order. */
export function judged(
  found: readonly Diagnostic[],
  { severity = 'hint', select, disable = [], rules = {} }: Judging,
): readonly Diagnostic[] {
  const least = severities.indexOf(severity)
  const only = select === undefined ? undefined : new Set(select)
  const off = new Set(disable)
  return found.flatMap((one) => {
    const asked = Object.hasOwn(rules, one.code) ? rules[one.code] : undefined
    if (asked === 'off' || off.has(one.code) || only?.has(one.code) === false) return []
    const told = asked === undefined || asked === one.severity ? one : { ...one, severity: asked }
    return severities.indexOf(told.severity) < least ? [] : [told]
  })
}
