// Owns which findings the settings select, and their severities.
import type { Diagnostic, Severity } from '../diagnostic/diagnostic.ts'
import { severities } from './settings.ts'

/** The selection of findings, as plain data. */
export interface FindingSelection {
  /** The mildest severity reported; default: `hint`. */
  readonly severity?: Severity | undefined
  /** The only codes reported. */
  readonly select?: readonly string[] | undefined
  readonly disable?: readonly string[] | undefined
  /** Severities by code. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>> | undefined
}

/** The selected findings with their configured severities, in order. */
export function selectedFindings(
  found: readonly Diagnostic[],
  { severity = 'hint', select, disable = [], rules = {} }: FindingSelection,
): readonly Diagnostic[] {
  const least = severities.indexOf(severity)
  const only = select === undefined ? undefined : new Set(select)
  const off = new Set(disable)
  return found.flatMap((one) => {
    const asked = Object.hasOwn(rules, one.code) ? rules[one.code] : undefined
    if (asked === 'off' || off.has(one.code) || only?.has(one.code) === false) return []
    const adjusted = asked === undefined || asked === one.severity ? one : { ...one, severity: asked }
    return severities.indexOf(adjusted.severity) < least ? [] : [adjusted]
  })
}
