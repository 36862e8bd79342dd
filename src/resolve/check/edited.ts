// Owns incremental checking of an edited text. The findings of a chunk are cached until the chunk changes, or an answer to a query of its
// rules about other chunks.
import type { BoardModel } from '../../schema/boards.ts'
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import { shifted, Source, type Span } from '../../text/source.ts'
import { Declarations } from '../declarations.ts'
import { checkSource, examine, checkedTextOf, type WholeScript } from './check.ts'
import { Chunks, type StatementChunk, type Placed } from './chunks.ts'
import { lookupKeyOf } from './row-names.ts'
import { Definitions, type Defined, type NameLines, type Renaming } from './definitions.ts'
import { enabledFindings, type ReportedFinding } from './comments.ts'
import { disabledAtTop, disabledIn } from './disable.ts'
import { ordered } from './finding.ts'
import { StatementCounts, statementsOf, type Statements } from './script-view.ts'
import { boardIn, exportedBy } from '../../schema/export-header.ts'
import type { Knowledge } from './knowledge.ts'
import { readsOf, type ReadText } from './reads.ts'
import type { RuleFamily, CommandUse } from './rule.ts'
import { isConstruct } from '../lint-finding.ts'
import { isOfWholeScripts } from './rules/language.ts'
import { maxRepairs } from './tolerant.ts'

/** The findings in a chunk, in its own offsets. */
interface ChunkFindings {
  readonly findings: readonly ReportedFinding[]
  /** Undeclared names, each at its first read: in a whole script only the first place is reported. */
  readonly undeclared: readonly (Span & { readonly name: string })[]
  /** The uses that are compared with other chunks. */
  readonly across: readonly Compared[]
  /** The queries of rules about the whole script, as statements (script-view.ts). */
  readonly queries: ReadonlySet<string>
  /** The line of the chunk, if findings name lines. */
  readonly line: number | undefined
  /** Whether findings name the end of the whole text. */
  readonly usesRest: boolean
}

/** A use that a family compares with earlier uses, and all its claims. */
interface Compared {
  readonly family: RuleFamily
  readonly use: CommandUse
  readonly at: ReadText
  readonly claims: readonly string[]
}

/** The file from the start of a chunk (see `WholeScript.restOfFile`). */
type RestOfFile = ReturnType<NonNullable<WholeScript['restOfFile']>>

/** A chunk to be checked, its line in the text, and the text from its start. */
interface Examined extends Pick<Placed, 'chunk' | 'line'> {
  readonly onwards: () => RestOfFile
}

/** A chunk's texts, its statements about names, and its findings once computed. */
interface CheckedChunk {
  readonly reads: readonly ReadText[]
  readonly statements: Statements
  /** Lines of names, relative to the chunk. */
  readonly lines: NameLines
  found: ChunkFindings | undefined
}

/** Checks successive versions of one text. */
export class Edited {
  readonly #knowledge: Knowledge
  readonly #chunks: Chunks
  #statements = new StatementCounts()
  readonly #claims = new ClaimCounts()
  #checked = new Map<StatementChunk, CheckedChunk>()
  #placed: readonly Placed[] = []
  /** The data on which all chunks depend: release and board of the header, and the codes disabled in the whole text. */
  #head = ''
  #board: BoardModel | undefined

  constructor(knowledge: Knowledge, chunks = new Chunks(knowledge.catalog.root)) {
    this.#knowledge = knowledge
    this.#chunks = chunks
  }

  /** The findings of `checkSource` for a text. The cost depends on the change since the last call. */
  check(source: Source): readonly Diagnostic[] {
    const { text } = source
    const exported = exportedBy(text)
    const off = disabledAtTop(text)
    this.#board = this.#knowledge.board ?? boardIn(text)
    const head = JSON.stringify([exported, this.#board?.model, [...off]])
    if (head !== this.#head) this.#reset()
    this.#head = head
    const placed = this.#chunks.update(text)
    const changed = this.#replaceChunks(placed, off)
    // A check of the whole text stops after some refusals.
    if (placed.reduce((sum, { chunk }) => sum + chunk.reading.stops.length, 0) > maxRepairs)
      return checkSource(source, this.#knowledge, placed[0]?.chunk.menu)
    return ordered(
      enabledFindings(source, [...this.#ownFindings(placed, exported, changed, text), ...this.#crossFindings(placed, exported)]),
    )
  }

  #reset(): void {
    this.#checked = new Map()
    this.#placed = []
    this.#statements = new StatementCounts()
  }

  /** Parses new chunks, drops old ones, and returns the statements about names that appeared or disappeared. */
  #replaceChunks(placed: readonly Placed[], off: ReadonlySet<string>): ReadonlySet<string> {
    const changed = new Set<string>()
    const kept = new Map<StatementChunk, CheckedChunk>()
    const changes = new Map<StatementChunk, number>()
    placed.forEach(({ chunk }, at) => {
      kept.set(chunk, kept.get(chunk) ?? this.#checked.get(chunk) ?? this.#checkedChunk(chunk, at === 0 ? undefined : off))
      changes.set(chunk, (changes.get(chunk) ?? 0) + 1)
    })
    for (const { chunk } of this.#placed) changes.set(chunk, (changes.get(chunk) ?? 0) - 1)
    const count = ([chunk, by]: readonly [StatementChunk, number]): void => {
      const { statements } = kept.get(chunk) ?? this.#checked.get(chunk) ?? { statements: [] }
      if (by !== 0) this.#statements.count(statements, by, changed)
    }
    // Additions first: a statement that moved to another chunk has not disappeared.
    ;[...changes].sort(([, a], [, b]) => b - a).forEach(count)
    this.#checked = kept
    this.#placed = placed
    return changed
  }

  /** Parses the texts of a new chunk. `above`: the codes disabled in the whole text, for a later chunk. */
  #checkedChunk({ source, reading }: StatementChunk, above: ReadonlySet<string> | undefined): CheckedChunk {
    const definitions = new Definitions()
    const reads = readsOf(source, reading, this.#knowledge, definitions, disabledIn(source, above))
    const declarations = new Declarations(reading.parsed.script.body)
    return { reads, statements: statementsOf(definitions, declarations, reading), lines: definitions.lines, found: undefined }
  }

  /** The findings of all chunks, in file offsets. Of an undeclared name only the first read is reported. */
  #ownFindings(
    placed: readonly Placed[],
    exported: string | undefined,
    changed: ReadonlySet<string>,
    text: string,
  ): readonly ReportedFinding[] {
    const findings: ReportedFinding[] = []
    const reported = new Set<string>()
    const reportedCodes = new Set<string>()
    for (const { chunk, from, line } of placed) {
      const kept = this.#checked.get(chunk)
      if (kept === undefined) continue
      const { found: known } = kept
      const holds =
        known !== undefined && !known.usesRest && (known.line === undefined || known.line === line) && isDisjoint(known.queries, changed)
      const onwards = (): RestOfFile => ({ source: new Source(text.slice(from), '', line), reportedCodes })
      const found = holds ? known : this.#findingsIn({ chunk, line, onwards }, kept.reads, exported)
      kept.found = found
      for (const finding of found.findings) if (!reported.has(nameIn(found, finding) ?? '')) findings.push(moved(finding, from, line))
      for (const { name } of found.undeclared) reported.add(name)
    }
    return findings
  }

  /** Runs all rules on a chunk. */
  #findingsIn({ chunk, line, onwards }: Examined, reads: readonly ReadText[], exported: string | undefined): ChunkFindings {
    const { source, declared: before } = chunk
    const findings: ReportedFinding[] = []
    const undeclared: (Span & { readonly name: string })[] = []
    const across: Compared[] = []
    const queries = new Set<string>()
    let usesLines = false
    let usesRest = false
    const lineOf = (offset: number): number => {
      usesLines = true
      return source.lineAt(offset) + line - 1
    }
    const whole: WholeScript = {
      knowledge: this.#knowledge,
      exported,
      board: this.#board,
      before,
      lineOf,
      ...this.#statements.view(queries),
      restOfFile() {
        usesRest = true
        return onwards()
      },
    }
    for (const at of reads)
      examine(at, whole, {
        file: source,
        report: (finding) => findings.push(finding),
        trap({ code, from, to }) {
          const word = source.text.slice(from, to)
          if (isOfWholeScripts(code) && !isConstruct(word)) undeclared.push({ from, to, name: word.replaceAll(/^\$?"?|"$/g, '') })
        },
        across: (family, use) => across.push({ family, use, at, claims: this.#claimsOf(family, use, at, whole, source) }),
      })
    return { findings, undeclared, across, queries, line: usesLines ? line : undefined, usesRest }
  }

  /** The claims of a use, as if no use before it claimed anything and the script removed no rows: both may change by an edit. */
  #claimsOf(family: RuleFamily, use: CommandUse, at: ReadText, whole: WholeScript, file: Source): readonly string[] {
    const claims: string[] = []
    const definitions: Defined = {
      ...whole.definitions,
      removes: () => false,
      claim: (menu, name) => void claims.push(claimOf(menu, name)),
    }
    family.use?.(use, checkedTextOf(at, { ...whole, definitions }, { file, report: () => undefined }))
    return claims
  }

  /** The lines of names in the whole text. */
  #lines(placed: readonly Placed[]): NameLines {
    const lines = { added: new Map<string, number>(), renamed: new Map<string, Renaming>(), given: new Map<string, number>() }
    for (const { chunk, line } of placed) {
      const kept = this.#checked.get(chunk)
      if (kept === undefined) continue
      const first = line - 1
      for (const [key, at] of kept.lines.added) if (!lines.added.has(key)) lines.added.set(key, at + first)
      for (const [key, one] of kept.lines.renamed) if (!lines.renamed.has(key)) lines.renamed.set(key, { ...one, line: one.line + first })
      for (const [key, at] of kept.lines.given) lines.given.set(key, Math.max(lines.given.get(key) ?? 0, at + first))
    }
    return lines
  }

  /** The findings that compare chunks. Computed each time, but only for uses whose claims are also made by others. */
  #crossFindings(placed: readonly Placed[], exported: string | undefined): readonly ReportedFinding[] {
    const compared = placed.map(({ chunk }) => this.#checked.get(chunk)?.found?.across ?? [])
    this.#claims.update(compared)
    const findings: ReportedFinding[] = []
    let lines: NameLines | undefined
    const view = this.#statements.view(new Set(), () => (lines ??= this.#lines(placed)))
    placed.forEach(({ chunk, from, line }, at) => {
      const { source, declared: before } = chunk
      const lineOf = (offset: number): number => source.lineAt(offset) + line - 1
      const whole: WholeScript = { knowledge: this.#knowledge, exported, board: this.#board, before, lineOf, ...view }
      const report = (finding: ReportedFinding): unknown => findings.push(moved(finding, from, line))
      for (const one of this.#claims.contested(compared[at] ?? []))
        one.family.use?.(one.use, checkedTextOf(one.at, whole, { file: source, report }))
    })
    return findings
  }
}

/** The text of a claim. */
const claimOf = (menu: string, name: string | number): string => `${lookupKeyOf(menu)}\0${name}`

/** Counts the claims of the uses of all chunks. Most claims are made once; a use with only such claims needs no comparison. */
class ClaimCounts {
  readonly #counts = new Map<string, number>()
  /** The number of claims that are made more than once. */
  #repeated = 0
  #before: readonly (readonly Compared[])[] = []

  /** Replaces the uses of all chunks. The cost depends on the change, with little for each unchanged chunk. */
  update(now: readonly (readonly Compared[])[]): void {
    const times = new Map<readonly Compared[], number>()
    for (const uses of now) times.set(uses, (times.get(uses) ?? 0) + 1)
    for (const uses of this.#before) times.set(uses, (times.get(uses) ?? 0) - 1)
    for (const [uses, by] of times) if (by !== 0) for (const { claims } of uses) for (const claim of claims) this.#count(claim, by)
    this.#before = now
  }

  #count(claim: string, by: number): void {
    const before = this.#counts.get(claim) ?? 0
    const now = before + by
    this.#repeated += Number(now > 1) - Number(before > 1)
    if (now === 0) this.#counts.delete(claim)
    else this.#counts.set(claim, now)
  }

  /** The uses with a claim that another use makes, too. */
  contested(uses: readonly Compared[]): readonly Compared[] {
    if (this.#repeated === 0) return []
    return uses.filter(({ claims }) => claims.some((claim) => (this.#counts.get(claim) ?? 0) > 1))
  }
}

/** The undeclared name that a finding is about. */
const nameIn = ({ undeclared }: ChunkFindings, { code, from, within }: Diagnostic): string | undefined =>
  within === undefined && isOfWholeScripts(code) ? undeclared.find((one) => one.from === from)?.name : undefined

/** Whether two sets have no element in common. */
function isDisjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [smaller, larger] = a.size < b.size ? [a, b] : [b, a]
  for (const one of smaller) if (larger.has(one)) return false
  return true
}

/** Moves a finding of a chunk to the chunk's place. */
function moved(finding: ReportedFinding, by: number, line: number): ReportedFinding {
  if (by === 0) return finding
  const there = <T extends Span>(one: T): T => shifted(one, by)
  const { related, fixes, disabledBy } = finding
  return {
    ...there(finding),
    line: finding.line + line - 1,
    ...(disabledBy === undefined || disabledBy <= 0 ? {} : { disabledBy: disabledBy + line - 1 }),
    ...(related === undefined ? {} : { related: related.map(there) }),
    ...(fixes === undefined ? {} : { fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map(there) })) }),
  }
}
