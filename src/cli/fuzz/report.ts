// Owns how faults are told: to people with the place, the smallest device and the call; to programs as JSON.
import { excerpt, markOf } from '../../diagnostic/excerpt.ts'
import type { Colours } from '../paint.ts'
import { missing, spans } from '../test/coverage-report.ts'
import { linesOf, type Covered } from '../test/coverage.ts'
import { keyOf } from './finding.ts'
import { callOf, reproduction, setupOf, webOf } from './reproduce.ts'
import type { Fault, SearchResult } from './search.ts'
import type { Subject } from './subject.ts'
import { visible } from '../../text/visible.ts'

/** What the whole search was. */
export interface Summary {
  readonly subject: Subject
  readonly result: SearchResult
  readonly seed: number
  /** Milliseconds. */
  readonly took: number
  /** What of the script ran. */
  readonly covered: Covered | undefined
}

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** A paragraph a fault, then one line about all. */
export function humanText({ subject, result, seed, took, covered }: Summary, colours: Colours): string {
  const { faults, runs, unjudged, unmodelled } = result
  const lines = faults.map((fault) => faultText(fault, subject, colours))
  for (const what of unmodelled) lines.push(`${colours.warning('warning:')} ${visible(what)}: runs that came to it stopped there\n`)
  const judged = unjudged === 0 ? many(runs, 'run') : `${runs - unjudged} judged runs`
  const verdict = runs === unjudged ? 'no result' : faults.length === 0 ? 'nothing found' : many(faults.length, 'fault')
  if (unjudged > 0) lines.push(`judged ${runs - unjudged} of ${many(runs, 'run')}: the others stopped at what offbox does not model\n`)
  lines.push(`${verdict} in ${judged}, ${(took / 1000).toFixed(1)} s, seed ${seed}\n`)
  return lines.join('\n') + reachText(subject, covered)
}

/** How often each function of the script ran, whoever called it; undefined where nothing was counted. */
const reached = ({ functions }: Subject, covered: Covered | undefined): readonly (readonly [name: string, count: number])[] =>
  covered === undefined
    ? []
    : functions.flatMap(({ name, start }) => (start === undefined ? [] : [[name, covered.statements.get(start)?.count ?? 0] as const]))

/** What the runs did not come to: `nothing found` there says nothing. */
function reachText(subject: Subject, covered: Covered | undefined): string {
  if (covered === undefined) return ''
  const calls = reached(subject, covered)
  const never = missing(covered)
  const lines = [
    ...(calls.length === 0 ? [] : [`functions that ran: ${calls.map(([name, count]) => `$${name} ${count}`).join(', ')}`]),
    ...(never.length === 0 ? [] : [`${never.length} of ${many(linesOf(covered).size, 'line')} with statements never ran: ${spans(never)}`]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function faultText(fault: Fault, subject: Subject, colours: Colours): string {
  const { source } = subject
  const web = webOf(fault, subject)
  const { kind, message, line, span, details } = fault.finding
  const place = span !== undefined ? markOf(source, span.from, span.to) : line === undefined ? undefined : { line }
  const setup = setupOf(fault)
  const call = callOf(fault)
  return [
    `${colours.error(`${kind}:`)} ${visible(message)}`,
    ...(place === undefined ? [] : [excerpt(source, place, colours)]),
    ...details.map((detail) => `  ${visible(detail)}`),
    setup.length === 0 ? '  on a new device' : '  on a device with',
    ...setup.map((command) => `    ${visible(command)}`),
    ...(web === undefined ? [] : [`  ${visible(web)}`]),
    ...(call === undefined ? [] : ['  then', `    ${visible(call)}`]),
    '',
  ].join('\n')
}

/** For JSON: each fault with its place, the commands and a whole script that shows it. */
export function toldAsData({ subject, result, seed, took, covered }: Summary): object {
  const { source } = subject
  const faults = result.faults.map((fault) => {
    const { kind, message, line, span, details } = fault.finding
    const place = span === undefined ? (line === undefined ? {} : { line }) : source.placeAt(span.from)
    return {
      kind,
      message,
      ...place,
      details,
      setup: setupOf(fault),
      network: webOf(fault, subject) ?? null,
      call: callOf(fault) ?? null,
      key: keyOf(fault.finding),
      script: reproduction(fault, subject, seed),
    }
  })
  const { runs, unjudged, unmodelled } = result
  const reach = covered === undefined ? {} : { functions: Object.fromEntries(reached(subject, covered)), neverRan: missing(covered) }
  return { file: source.name, seed, runs, seconds: Math.round(took) / 1000, judged: runs - unjudged, unmodelled, faults, ...reach }
}
