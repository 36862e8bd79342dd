// Owns checking one file from its name to its result: reading, refusing what is no script, all findings that are asked for.
import type { Diagnostic, Severity } from '../../diagnostic/diagnostic.ts'
import { checkerFor } from '../../host/node/known.ts'
import type { Packages } from '../../schema/package-names.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Source } from '../../text/source.ts'
import { Complaint } from '../exit-code.ts'
import { coloursFor } from '../paint.ts'
import { brokenText } from '../report.ts'
import { readChecked } from '../scripts.ts'
import { cacheIn, type Cache } from './cache.ts'
import { findingsOf, severities, worstOf, type FileResult, type Verdict } from './result.ts'

/** What every file is checked for; plain data, it crosses threads. */
export interface Order {
  readonly release: string | undefined
  readonly packages: Packages
  /** Facts of a user's own device, as text. */
  readonly facts: string | undefined
  /** A range of releases to try (`7.12..7.24`). */
  readonly releases: string | undefined
  /** The model of the board that they are for. */
  readonly board: string | undefined
  readonly severity: Severity
  readonly disabled: readonly string[]
  readonly excerpts: boolean
  readonly colour: boolean
  /** The folder of kept results. */
  readonly cache: string | undefined
}

/** Makes the function that checks files; it keeps the facts between them. */
export function jobFor(order: Order): (path: string) => FileResult {
  const { release, packages, facts, board, releases, severity, disabled, excerpts, colour } = order
  const checker = checkerFor({ release, packages, facts, board })
  const colours = excerpts ? coloursFor(colour) : undefined
  const least = severities.indexOf(severity)
  const off = new Set(disabled)
  const wanted = (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    found.filter((one) => severities.indexOf(one.severity) >= least && !off.has(one.code))
  const verdict = (source: Source, at: string): Verdict => {
    const found = wanted(checker.check(source, at))
    const worst = worstOf(found)
    const first = found.find((one) => one.severity === worst)
    if (worst === undefined || first === undefined) return { release: at, worst: undefined }
    return { release: at, worst, reason: `${first.line}:${first.column} ${fromBytes(first.message)}` }
  }
  const kept: Cache = order.cache === undefined ? (_name, _text, make) => make() : cacheIn(order.cache, { ...order, cache: undefined })
  const checked = (name: string, source: Source): FileResult =>
    kept(name, source.text, () => {
      if (releases !== undefined) return { name, findings: [], verdicts: checker.releases(releases).map((at) => verdict(source, at)) }
      return { name, release: checker.releaseOf(source), findings: findingsOf(wanted(checker.check(source)), source, colours) }
    })
  return (path) => {
    const name = path === '-' ? '<stdin>' : path
    return resultOf(name, () => checked(name, readChecked(path)))
  }
}

/** What `act` finds out of one file; why it cannot be read, or that offbox broke on it: the other files are to be checked all the same. */
export function resultOf(name: string, act: () => FileResult): FileResult {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Complaint)) return { name, findings: [], problem: { message: brokenText(error, name), broken: true } }
    const { message, hint } = error
    return { name, findings: [], problem: { message, ...(hint === undefined ? {} : { hint }) } }
  }
}
