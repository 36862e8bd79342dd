// Owns the adapter between Chevrotain and the lexer (one token at a time, in the current mode) and the state that all rules share.
import { EarlyExitException, NoViableAltException } from 'chevrotain'
import * as t from './tokens.ts'
import * as modes from './modes.ts'
import type { Mode } from './modes.ts'
import { Collected } from './collected.ts'
import { Lexer } from './lexer.ts'
import { decidedBy, FirstTokens, type Decide, type Decisions } from './lookahead.ts'
import { RuleParser } from './rules.ts'
import { NameScope } from './scope.ts'
import { Refusal, type LateError, type RefusalOptions, type StopCode } from './refusal.ts'
import type { Menu } from './names.ts'
import { CR, endOfLine, HASH } from '../src/syntax/blanks.ts'
import { PlainLines } from '../src/syntax/plain-lines.ts'
import type { GivenArgument } from '../src/syntax/tree.ts'
import { Variable } from '../src/syntax/variables.ts'
import type { Span } from '../src/text/source.ts'

/**
 * The maximum number of nested levels. Parens, arrays and signs before an operand are one each, statements in `[...]` or `{...}` are two.
 */
const maximumDepth = 250

/**
 * The levels of nested statements. They take more than twice the stack of parens: with one level each, 160 of them exhausted the usual
 * stack of Node 22 in a process that had just started, and where that happens depends on what V8 has compiled.
 */
const statementLevels = 2

/** An empty token: the last token before any was read. */
const nothingRead = (text: string, at: number): t.Token => new t.Token(t.End.type, text, at, at, false)

const isKind = (value: unknown): value is t.TokenKind => typeof value === 'object' && value !== null && 'match' in value
const vocabulary = Object.values(t)
  .filter(isKind)
  .filter((kind) => kind !== t.End)
  .map((kind) => kind.type)
/** Whether a token ends a command, by the index of its type. */
const enders: boolean[] = []
for (const { type } of [t.NewLine, t.Semicolon, t.BraceClose, t.BracketClose, t.End]) enders[type.tokenTypeIdx ?? 0] = true

/** How a parser gets its lookahead decisions: precomputed, or by recording its rules. */
export interface ParserOptions {
  readonly decisions?: Decisions | undefined
  /** Whether Chevrotain validates the grammar. Only used when rules are recorded. */
  readonly validates?: boolean
}

/** The input of a parse. */
export interface ParseStart {
  readonly text: string
  /** The offset at which the parse starts. */
  readonly from: number
  readonly menu: Menu
  readonly root: Menu
  readonly scope: NameScope
  /** Whether plain lines are kept as a few numbers each. */
  readonly packs?: boolean | undefined
}

/** The state of one parse and access to its tokens. The rules are in the subclasses. */
export abstract class Cursor extends RuleParser {
  protected lexer = new Lexer('', 0)
  protected mode: Mode = modes.commandAtRoot
  protected menu!: Menu
  protected root!: Menu
  protected scope!: NameScope
  /** The menu of the current condition: its properties take precedence over all other names. */
  protected conditionOf: Menu | undefined
  /** The errors found so far that do not stop the parse. */
  protected late: LateError[] = []
  protected comments: Span[] = []
  /** The arguments of all commands that are being read. */
  protected readonly argumentsGiven = new Collected<GivenArgument>()
  /** Takes the plain lines, where they are kept as numbers. */
  protected plain: PlainLines | undefined
  private peeked: t.Token | undefined
  /** The last token that was consumed. Before the first token: an empty one at the start. */
  protected last: t.Token = nothingRead('', 0)
  /** The current nesting level, 0 outside all brackets. */
  private depth = 0
  /** The offset at which the current outermost statement starts. */
  private opened = 0

  readonly #strategy: FirstTokens
  declare private readonly lookAheadFuncsCache: Map<number, Decide>
  declare private selfAnalysisDone: boolean

  constructor({ validates = false }: ParserOptions) {
    const strategy = new FirstTokens()
    super(vocabulary, {
      maxLookahead: 1,
      lookaheadStrategy: strategy,
      recoveryEnabled: false,
      nodeLocationTracking: 'none',
      skipValidations: !validates,
    })
    this.#strategy = strategy
  }

  /**
   * Prepares the parser after its rules are defined. Recording the rules takes a third of the start time of offbox and always has the same
   * result, so the build stores it.
   */
  protected analyse(known: Decisions | undefined): void {
    if (known === undefined) {
      this.performSelfAnalysis()
      return
    }
    const indices = new Map(vocabulary.map(({ name, tokenTypeIdx }) => [name, tokenTypeIdx ?? -1]))
    for (const [key, decision] of known) this.lookAheadFuncsCache.set(key, decidedBy(decision, indices))
    this.selfAnalysisDone = true
  }

  /** The lookahead decisions of this parser, which must have recorded its rules. */
  decisions(): Decisions {
    const names: string[] = []
    for (const { name, tokenTypeIdx } of vocabulary) names[tokenTypeIdx ?? -1] = name
    return [...this.lookAheadFuncsCache].map(([key, decide]) => [key, this.#strategy.decision(decide, names)])
  }

  /** Resets all state for the parse of another text. */
  protected begin({ text, from, menu, root, scope, packs = false }: ParseStart): void {
    this.input = []
    this.lexer = new Lexer(text, from)
    this.lexer.isProperty = (word) => this.conditionOf?.hasProperty(word) ?? false
    this.last = nothingRead(text, from)
    this.menu = menu
    this.root = root
    this.scope = scope
    this.conditionOf = undefined
    this.late = []
    this.comments = []
    this.depth = 0
    this.opened = from
    this.argumentsGiven.clear()
    this.plain = packs ? new PlainLines(text) : undefined
    this.peeked = undefined
    this.enterCommand()
  }

  /** The offset of the next token search. */
  get offset(): number {
    return this.lexer.offset
  }

  // Chevrotain fetches tokens through these methods; a test pins their names.
  override LA(howMuch: number): t.Token {
    if (howMuch === 0) return this.last
    return (this.peeked ??= this.lexer.next(this.mode))
  }
  override LA_FAST(howMuch: number): t.Token {
    return howMuch === 0 ? this.last : (this.peeked ??= this.lexer.next(this.mode))
  }
  consumeToken(): void {
    const token = (this.peeked ??= this.lexer.next(this.mode))
    const { lexer } = this
    if (lexer.passed) this.passComments(token)
    this.last = token
    lexer.offset = token.to
    this.peeked = undefined
  }

  /** Records the comments in front of a token and between its parts. */
  protected passComments(token: t.Token): void {
    this.lexer.passed = false
    this.noteComments(this.lexer.offset, token.startOffset)
    if (token instanceof t.JoinedToken) for (const { from, to } of token.gaps) this.noteComments(from, to)
  }

  /** Records the comments of a range between two tokens, in which every `#` opens a comment. */
  private noteComments(from: number, to: number): void {
    const { text } = this.lexer
    for (let at = from; at < to; at++) {
      if (text.charCodeAt(at) !== HASH) continue
      const end = endOfLine(text, at)
      this.comments.push({ from: at, to: text.charCodeAt(end - 1) === CR ? end - 1 : end })
      at = end
    }
  }
  // Chevrotain would compute the expected tokens for a message that is never shown.
  raiseNoAltException(): never {
    throw this.SAVE_ERROR(new NoViableAltException('', this.LA(1), this.last))
  }
  raiseEarlyExitException(): never {
    throw this.SAVE_ERROR(new EarlyExitException('', this.LA(1), this.last))
  }
  exportLexerState(): number {
    return this.lexer.offset
  }
  importLexerState(offset: number): void {
    this.lexer.offset = offset
    this.peeked = undefined
  }
  resetLexerState(): void {
    this.peeked = undefined
  }
  moveToTerminatedState(): void {}
  isAtEndOfInput(): boolean {
    return true
  }

  /** Switches to `mode`. A token that was read ahead in another mode is read again, unless it ends a command in both. */
  protected enter(mode: Mode): void {
    const { mode: before, peeked } = this
    if (before === mode) return
    this.mode = mode
    if (peeked !== undefined && !(enders[peeked.tokenTypeIdx] === true && mode.endsAs(before))) this.peeked = undefined
  }

  /** Enters the mode in which a command starts in the current menu. */
  protected enterCommand(): void {
    this.enter(this.menu.parent === undefined ? modes.commandAtRoot : modes.command)
  }

  /** Whether the next token is of a kind. */
  protected ahead(kind: t.TokenKind): boolean {
    return (this.peeked ??= this.lexer.next(this.mode)).tokenTypeIdx === kind.type.tokenTypeIdx
  }

  /** Whether the next token ends a command: a newline, `;`, `}`, `]` or the end of the text. */
  protected atEnder(): boolean {
    return enders[(this.peeked ??= this.lexer.next(this.mode)).tokenTypeIdx] === true
  }

  /** Throws the Refusal at a byte offset of the source. */
  protected refuse(code: StopCode, offset: number, options?: RefusalOptions): never {
    throw this.refusal(code, offset, options)
  }

  /** Makes the Refusal at a byte offset, with the statement that is being read. */
  refusal(code: StopCode, offset: number, options?: RefusalOptions): Refusal {
    return new Refusal(code, offset, Math.min(this.opened, offset), options)
  }

  /** Records where an outermost statement starts. Nested statements do not count. */
  protected opening(): void {
    if (this.depth === 0) this.opened = this.LA(1).startOffset
  }

  /** Enters nested levels. Throws a Refusal beyond `maximumDepth`. */
  protected descend(levels = 1): void {
    this.depth += levels
    if (this.depth > maximumDepth && !this.RECORDING_PHASE) this.refuse('nested-too-deeply', this.last.startOffset)
  }

  /** Leaves nested levels. */
  protected ascend(levels = 1): void {
    this.depth -= levels
  }

  /** Runs `parse` in a nested scope, and restores the current menu afterwards. */
  protected scoped<T>(scope: () => NameScope, parse: () => T): T {
    if (this.RECORDING_PHASE) return parse()
    const { scope: outer, menu, conditionOf } = this
    this.scope = scope()
    this.descend(statementLevels)
    const result = parse()
    this.ascend(statementLevels)
    this.scope = outer
    this.menu = menu
    this.conditionOf = conditionOf
    return result
  }

  /** Makes a scope inside the current one, in the same frame. */
  protected inner = (): NameScope => new NameScope(this.scope, this.scope.frame)

  /** Resolves a name at the current position. */
  protected variable(name: string): Variable {
    if (this.conditionOf?.hasProperty(name) === true) return new Variable('property', name)
    return this.outsideCondition(name)
  }

  /** Resolves a name without the properties of a condition. */
  protected outsideCondition(name: string): Variable {
    return this.scope.find(name) ?? new Variable('parameter', name)
  }
}
