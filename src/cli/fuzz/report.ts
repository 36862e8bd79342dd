// Owns reporting faults: for people with the place, the smallest device and the call; for programs as JSON.
import { excerpt, markOf } from '../../diagnostic/excerpt.ts'
import { callLines } from '../error-message.ts'
import type { Colours } from '../paint.ts'
import { uncoveredLines, spans } from '../test/coverage-report.ts'
import { lineCounts, type Covered } from '../test/coverage.ts'
import { reproducingCall, needsTest, reproduction, setupOf, describedWorld } from './reproduce.ts'
import type { FuzzFault, SearchResult } from './search.ts'
import type { FuzzSubject } from './subject.ts'
import { fromBytes } from '../../text/bytes.ts'
import { counted } from '../../text/plural.ts'
import { visible } from '../../text/visible.ts'

/** A completed search. */
export interface Summary {
  readonly subject: FuzzSubject
  readonly result: SearchResult
  readonly seed: number
  /** In milliseconds. */
  readonly took: number
  /** Which parts of the script ran. */
  readonly covered: Covered | undefined
}

/** A paragraph per fault, then a summary of all runs. */
export function humanText({ subject, result, seed, took, covered }: Summary, colours: Colours): string {
  const { faults, runs, judged, stopped } = result
  const lines = faults.map((fault) => faultText(fault, subject, colours))
  const verdict =
    judged === 0 && faults.length === 0 ? 'no result' : faults.length === 0 ? 'nothing found' : counted(faults.length, 'fault')
  const without = judged === runs ? '' : `, ${judged} of them judged`
  lines.push(`${verdict} in ${counted(runs, 'run')}${without}, ${(took / 1000).toFixed(1)} s, seed ${seed}\n`)
  const reasons = [...stopped].map(
    ([why, count]) =>
      `${colours.warning('warning:')} ${visible(why)}: ${count} of ${counted(runs, 'run')} stopped there and were not judged\n`,
  )
  return lines.join('\n') + reasons.join('') + reachText(subject, covered)
}

/** How often each function of the script ran, whatever called it; undefined without counting. */
const reached = ({ functions }: FuzzSubject, covered: Covered | undefined): readonly (readonly [name: string, count: number])[] =>
  covered === undefined
    ? []
    : functions.flatMap(({ name, start }) =>
        start === undefined ? [] : [[fromBytes(name), covered.statements.get(start)?.count ?? 0] as const],
      )

/** The conditions that always had the same result. */
const oneSided = ({ branches }: Covered): readonly { readonly line: number; readonly holds: boolean }[] =>
  [...branches.values()].flatMap(({ line, yes, no }) => (yes + no > 0 && (yes === 0 || no === 0) ? [{ line, holds: no === 0 }] : []))

/** The parts that no run reached, about which `nothing found` is not conclusive. */
function reachText(subject: FuzzSubject, covered: Covered | undefined): string {
  if (covered === undefined) return ''
  const calls = reached(subject, covered)
  const never = uncoveredLines(covered)
  const sided = (holds: boolean): string => spans([...new Set(oneSided(covered).flatMap((one) => (one.holds === holds ? [one.line] : [])))])
  const lines = [
    ...(calls.length === 0 ? [] : [`functions that ran: ${calls.map(([name, count]) => `$${name} ${count}`).join(', ')}`]),
    ...(never.length === 0
      ? []
      : [`${never.length} of ${counted(lineCounts(covered).size, 'line')} with statements never ran: ${spans(never)}`]),
    ...(sided(false) === '' ? [] : [`conditions that never held: ${sided(false)}`]),
    ...(sided(true) === '' ? [] : [`conditions that always held: ${sided(true)}`]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** `line 5`, `lines 5-7, 9`. */
const alsoText = (lines: readonly number[]): string => `line${lines.length === 1 ? '' : 's'} ${spans(lines)}`

function faultText(fault: FuzzFault, subject: FuzzSubject, colours: Colours): string {
  const { kind, message, line, span, details, other, calls = [] } = fault.finding
  const source = other ?? subject.source
  const place = span !== undefined ? markOf(source, span.from, span.to) : line === undefined ? undefined : { line }
  const setup = setupOf(fault)
  const call = reproducingCall(fault)
  return [
    `${colours.error(`${kind}:`)} ${visible(message)}`,
    ...(place === undefined ? [] : [excerpt(source, place, colours)]),
    ...callLines(calls, source),
    ...details.map((detail) => `  ${visible(detail)}`),
    ...(fault.alsoIn === undefined ? [] : [`  the same in ${alsoText(fault.alsoIn)}, whose names a device may have too`]),
    setup.length === 0 ? '  on a new device' : '  on a device with',
    ...setup.map((command) => `    ${visible(command)}`),
    ...describedWorld(fault, subject).map((what) => `  ${visible(what)}`),
    ...(call === undefined ? [] : ['  then', `    ${visible(call)}`]),
    '',
  ].join('\n')
}

/** For JSON: each fault with its place, the commands and a whole script that shows it. */
export function findingsAsData({ subject, result, seed, took, covered }: Summary): object {
  const { source } = subject
  const faults = result.faults.map((fault) => {
    const { kind, message, line, span, details, other, calls } = fault.finding
    const place = span === undefined ? (line === undefined ? {} : { line }) : source.placeAt(span.from)
    return {
      kind,
      message,
      ...(other === undefined ? {} : { file: fromBytes(other.name) }),
      ...place,
      ...(calls === undefined ? {} : { calls: calls.map(({ what, ...at }) => ({ what: fromBytes(what), ...at })) }),
      ...(fault.alsoIn === undefined ? {} : { alsoIn: fault.alsoIn }),
      details,
      setup: setupOf(fault),
      world: describedWorld(fault, subject),
      call: reproducingCall(fault) ?? null,
      script: reproduction(fault, subject, seed),
      isTest: needsTest(fault),
      trial: fault.trial,
    }
  })
  const { runs, judged, stopped } = result
  const reach =
    covered === undefined
      ? {}
      : {
          functions: Object.fromEntries(reached(subject, covered)),
          neverRan: uncoveredLines(covered),
          neverHeld: oneSided(covered).flatMap(({ line, holds }) => (holds ? [] : [line])),
          alwaysHeld: oneSided(covered).flatMap(({ line, holds }) => (holds ? [line] : [])),
        }
  return { file: source.name, seed, runs, judged, seconds: Math.round(took) / 1000, stopped: Object.fromEntries(stopped), faults, ...reach }
}
