// Owns checking one file from its name to its result: reading, refusing what is no script, all findings that are asked for, mending it.
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import { checkerFor } from '../../host/node/known.ts'
import type { Checker } from '../../resolve/check/checker.ts'
import type { Packages } from '../../schema/package-names.ts'
import { judged, type Judging } from '../../settings/judge.ts'
import { fromBytes } from '../../text/bytes.ts'
import { Source } from '../../text/source.ts'
import { Complaint } from '../exit-code.ts'
import { coloursFor } from '../paint.ts'
import { brokenText } from '../telling.ts'
import { readChecked } from '../scripts.ts'
import { cacheIn, type Cache } from './cache.ts'
import { mended } from './mended.ts'
import { withTestComments } from './tests.ts'
import { findingsOf, worstOf, type FileResult, type ReleaseResult } from './result.ts'

/** What a file is checked for; plain data, it crosses threads. */
export interface Order {
  readonly release: string | undefined
  readonly packages: Packages
  /** Facts of a user's own device, as text. */
  readonly facts: string | undefined
  /** A range of releases to try (`7.12..7.24`). */
  readonly releases: string | undefined
  /** The model of the board that they are for. */
  readonly board: string | undefined
  readonly judging: Judging
  readonly excerpts: boolean
  readonly colour: boolean
  /** The folder of kept results. */
  readonly cache: string | undefined
  /** Findings get prints, by which a baseline knows them. */
  readonly prints: boolean
  /** Sure fixes are made. */
  readonly fixes: boolean
}

/** A file to check: where it is, what it is called, and which of the orders it goes by. */
export interface Task {
  readonly path: string
  readonly name: string
  readonly order: number
}

/** Makes the function that checks files; it keeps the facts between them. */
export function jobFor(orders: readonly Order[]): (task: Task) => FileResult {
  const jobs = orders.map(checking)
  return ({ path, name, order }) =>
    resultOf(name, () => {
      const { text } = readChecked(path)
      return jobs[order]?.(name, new Source(text, name)) ?? { name, findings: [] }
    })
}

function checking(order: Order): (name: string, source: Source) => FileResult {
  const { release, packages, facts, board, releases, judging, excerpts, colour } = order
  const checker = checkerFor({ release, packages, facts, board })
  const colours = excerpts ? coloursFor(colour) : undefined
  const verdict = (source: Source, at: string): ReleaseResult => {
    const found = judged(checker.check(source, at), judging)
    const worst = worstOf(found)
    const first = found.find((one) => one.severity === worst)
    if (worst === undefined || first === undefined) return { release: at, worst: undefined }
    return { release: at, worst, reason: `${first.line}:${first.column} ${fromBytes(first.message)}` }
  }
  const kept: Cache = order.cache === undefined ? (_name, _text, make) => make() : cacheIn(order.cache, { ...order, cache: undefined })
  return (name, source) =>
    kept(name, source.text, () => {
      if (releases !== undefined) return { name, findings: [], verdicts: checker.releases(releases).map((at) => verdict(source, at)) }
      const find = (text: Source): readonly Diagnostic[] => judged(withTestComments(text, checker.check(text)), judging)
      const before = find(source)
      const { text, found, count } = order.fixes ? mended(source, before, find) : { text: source, found: before, count: 0 }
      return {
        name,
        ...aboutOf(source, checker),
        findings: findingsOf(found, text, { colours, prints: order.prints }),
        ...(count === 0 ? {} : { mended: { count, before: source.text, text: text.text } }),
      }
    })
}

/** What a text was checked as, and what could not be judged in it. */
function aboutOf(source: Source, checker: Checker): Pick<FileResult, 'release' | 'guessed' | 'empty'> {
  const { release, sure } = checker.knowledgeOf(source)
  return { release, ...(sure ? {} : { guessed: true as const }), ...(/\S/.test(source.text) ? {} : { empty: true as const }) }
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
