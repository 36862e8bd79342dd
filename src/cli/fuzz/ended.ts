// Owns what the end of a run says: a failure, what it left half done, a time too long, deeds that must never be.
import type { Failure } from '../../diagnostic/failure.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Span } from '../../text/source.ts'
import type { Value } from '../../value/value.ts'
import type { Finding } from './finding.ts'
import { past, told, type Changed } from './rows-changed.ts'
import type { Rules } from './rules.ts'
import type { Subject } from './subject.ts'
import type { Chosen } from './watcher.ts'

/** Nanoseconds of the device's time that a run may take before it is told. */
const long = 15n * 60n * 1_000_000_000n

/** How one run ended. */
export interface Ended {
  readonly value: Value | undefined
  readonly failure: Failure | undefined
  readonly output: string
  /** The outermost loop that a limit ended. */
  readonly endless: Span | undefined
  /** Whether an argument was of a type that the function's use of it excludes. */
  readonly isExcluded: boolean
  /** Whether it was waiting when a limit ended it. */
  readonly isWaiting: boolean
  /** Whether a wait was told that is longer than its script means. */
  readonly isSlow: boolean
  readonly chosen: readonly Chosen[]
  /** Nanoseconds of the device's time. */
  readonly took: bigint
}

/** What a failure says; after a failure that the script wanted, only whether it left things half done. */
export function endOf(
  { failure, endless, isExcluded, isWaiting, isSlow, took }: Ended,
  changed: readonly Changed[],
  subject: Subject,
): readonly Finding[] {
  const findings: Finding[] = []
  if (took > long && !isSlow && failure?.catchable !== false)
    findings.push({
      kind: 'slow',
      message: 'a run takes more than a quarter of an hour',
      details: [`${took / 60_000_000_000n} minutes of the device's time`],
    })
  if (failure === undefined) return findings
  const at = failure.line === undefined ? {} : { line: failure.line }
  const message = fromBytes(failure.message)
  const half = changed.length === 0 ? [] : [`left half done: ${told(changed)}`]
  if (!failure.catchable) {
    if (isWaiting && endless !== undefined && waitsForOthers(endless, subject)) return findings
    const span = endless === undefined ? at : { span: endless }
    findings.push({
      kind: 'endless',
      message,
      ...span,
      details: [isWaiting ? 'it waits for what never comes' : 'loops without end, or functions that call each other without end'],
      isWaiting,
    })
  } else if (failure.command !== ':error') {
    if (isExcluded) return findings
    findings.push({
      kind: 'error',
      message: `${message}${failure.command === undefined || failure.command === '' ? '' : ` (${failure.command})`}`,
      ...at,
      details: half,
    })
  } else if (changed.length > 0)
    findings.push({
      kind: 'half-applied',
      message: `the script ends with its error "${message}" after it changed the device`,
      ...at,
      details: half,
    })
  return findings
}

/** Whether a loop asks a global that the script never sets: another script does, when it is ready. */
function waitsForOthers({ from, to }: Span, { source, inputs }: Subject): boolean {
  const loop = source.text.slice(from, to)
  return inputs.some(({ kind, name }) => kind === 'global' && loop.includes(`$${name}`))
}

/** What must never be, and was done. */
export function banned({ bans }: Rules, changed: readonly Changed[]): readonly Finding[] {
  return bans.flatMap(({ deed, menu, line }): readonly Finding[] => {
    const done = changed.find((one) => (deed === 'change' || one.deed === deed) && (one.menu === menu || one.menu.startsWith(`${menu}/`)))
    if (done === undefined) return []
    const message = `a row of ${done.menu} was ${past[done.deed]}, which must never be`
    return [{ kind: 'never', message, line, details: [`the row: ${fromBytes(done.holds)}`] }]
  })
}
