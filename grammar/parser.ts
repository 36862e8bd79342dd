// Owns the rules of statements, and the parser: one pass from text to a bound tree. What each word is, the names answer (names.ts).
import type { ParserMethod } from 'chevrotain'
import { Arguments } from './arguments.ts'
import type { LateError, Start } from './cursor.ts'
import * as t from './tokens.ts'
import * as modes from './modes.ts'
import { isMenu, type Command, type Menu } from './names.ts'
import * as tree from '../src/syntax/tree.ts'
import type { Loose, Node, Statement } from '../src/syntax/tree.ts'

const nothingParsed: Statement = new tree.Unknown(0, 0, '', [], [])
const noNode: Node = new tree.Literal(0, 0, '', '')

/** What a parse yields. */
export interface Parsed {
  readonly script: tree.Script
  readonly late: readonly LateError[]
}

/** The parser. One instance serves a process (rule closures are per instance); it is not re-entrant. */
export class Parser extends Arguments {
  constructor(options: { readonly skipValidations: boolean }) {
    super(options)
    this.performSelfAnalysis()
  }

  /** The bound tree of a text. Throws a Refusal at the first thing that the device refuses. */
  parse(start: Start): Parsed {
    this.begin(start)
    const body = this.script()
    // Chevrotain's own errors: the token at which no rule goes on.
    if (this.errors.length > 0) this.refuse('syntax error', this.LA(1).startOffset)
    return { script: { body, frame: start.scope.frame, menu: this.menu }, late: this.late }
  }

  private readonly script = this.RULE('script', (): tree.Body => {
    const body = this.SUBRULE(this.body)
    // An unmatched `}` where a command may start ends the script; an unmatched `]` is an error.
    if (!this.RECORDING_PHASE && this.ahead(t.BracketClose)) this.refuse('expected command name', this.LA(1).startOffset)
    return body
  })

  protected readonly body: ParserMethod<[], tree.Body> = this.RULE('body', (): tree.Body => {
    const statements: Statement[] = []
    const { menu } = this
    const from = this.lexer.offset
    const forms = [
      { ALT: () => this.CONSUME(t.NewLine.type) },
      { ALT: () => this.CONSUME(t.Semicolon.type) },
      {
        ALT: () => {
          if (!this.RECORDING_PHASE) this.opening()
          const statement = this.SUBRULE(this.statement)
          if (this.RECORDING_PHASE) return
          statements.push(statement)
          this.enter(modes.ender)
          if (!this.atEnder())
            this.refuse(statement.kind === 'invocation' ? 'expected end of command' : 'syntax error', this.LA(1).startOffset)
        },
      },
    ]
    this.MANY({
      GATE: () => {
        this.enterCommand()
        return true
      },
      DEF: () => this.OR(forms),
    })
    if (this.RECORDING_PHASE) return { from, to: from, menu, statements }
    this.opening()
    if (this.ahead(t.Unfit)) this.refuse('expected command name', this.LA(1).startOffset)
    return { from, to: this.LA(1).startOffset, menu, statements }
  })

  private readonly statement = this.RULE('statement', (): Statement => this.OR(this.statementForms))

  private readonly statementForms = [
    {
      ALT: (): Statement => {
        this.CONSUME(t.Colon.type)
        return this.SUBRULE1(this.invocation, { ARGS: [this.root, true] })
      },
    },
    { ALT: (): Statement => this.SUBRULE(this.rooted) },
    { ALT: (): Statement => this.SUBRULE2(this.invocation, { ARGS: [this.menu, false] }) },
    { ALT: (): Statement => this.SUBRULE(this.scope_) },
    { ALT: (): Statement => this.call(this.reference(this.CONSUME(t.Var.type)), this.SUBRULE1(this.looseArguments)) },
    { ALT: (): Statement => this.call(this.SUBRULE(this.leadingBracket), this.SUBRULE2(this.looseArguments)) },
    { ALT: (): Statement => this.call(this.SUBRULE(this.paren, { ARGS: [modes.paren] }), this.SUBRULE3(this.looseArguments)) },
  ]

  /** `/`: the root itself, or a path from it. */
  private readonly rooted = this.RULE('rooted', (): Statement => {
    const slash = this.CONSUME(t.Slash.type)
    let statement: Statement | undefined
    this.OPTION({
      GATE: () => {
        this.enter(modes.word)
        return !this.atEnder()
      },
      DEF: () => {
        statement = this.SUBRULE(this.invocation, { ARGS: [this.root, true] })
      },
    })
    if (statement !== undefined || this.RECORDING_PHASE) return statement ?? nothingParsed
    if (!this.atEnder()) this.refuse('syntax error', this.LA(1).startOffset)
    this.menu = this.root
    return new tree.Path(slash.startOffset, this.last.to, this.root, undefined)
  })

  private call(callee: Node, given: readonly Loose[]): Statement {
    return this.RECORDING_PHASE ? nothingParsed : new tree.Call(callee.from, this.last.to, callee, given)
  }

  /** `[...]` at statement start: what it declares belongs to the scope around it. */
  private readonly leadingBracket = this.RULE('leadingBracket', (): Node => {
    const open = this.CONSUME(t.BracketOpen.type)
    const body = this.scoped(
      () => this.scope,
      () => this.SUBRULE(this.body),
    )
    this.closeBracket()
    this.CONSUME(t.BracketClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.Bracket(open.startOffset, this.last.to, body)
  })

  private readonly scope_ = this.RULE('scope', (): Statement => {
    const open = this.CONSUME(t.BraceOpen.type)
    const body = this.scoped(this.inner, () => this.SUBRULE(this.body))
    this.closeBrace('missing closing brace')
    this.CONSUME(t.BraceClose.type)
    return this.RECORDING_PHASE ? nothingParsed : new tree.Scope(open.startOffset, this.last.to, body)
  })

  /** A path and what follows it. `rooted`: behind `:` or `/`, where its first word is looked up from the root. */
  private readonly invocation = this.RULE('invocation', (start: Menu, rooted: boolean): Statement => {
    if (!this.RECORDING_PHASE && rooted) {
      this.enter(modes.word)
      if (!this.ahead(t.Name) && !this.ahead(t.DotDot)) this.expectName()
    }
    let menu: Menu | undefined = start
    let command: Command | undefined
    let word: t.Token | undefined
    let holder: Menu = start
    let first = 0
    this.AT_LEAST_ONE({
      GATE: () => menu !== undefined && command === undefined,
      DEF: () => {
        const token = this.SUBRULE(this.step)
        if (this.RECORDING_PHASE || menu === undefined) return
        if (word === undefined) first = token.startOffset
        word = token
        const reached: Menu | Command | undefined = token.tokenType === t.DotDot.type ? menu.parent : menu.find(token.image)
        this.slash(menu, token, reached)
        holder = menu
        if (reached === undefined || isMenu(reached)) menu = reached
        else command = reached
        this.enter(reached === undefined ? modes.loose : modes.word)
      },
    })
    return this.OR([
      { GATE: () => command !== undefined, ALT: () => this.SUBRULE(this.bound, { ARGS: [command!, first] }) },
      { GATE: () => menu !== undefined, ALT: () => this.SUBRULE(this.menuPath, { ARGS: [menu!, first] }) },
      { ALT: () => this.unknown(holder, word, this.SUBRULE(this.looseArguments)) },
    ])
  })

  private readonly step = this.RULE('step', (): t.Token => {
    this.OR([{ ALT: () => this.CONSUME(t.Name.type) }, { ALT: () => this.CONSUME(t.DotDot.type) }])
    return this.last
  })

  /** A slash glued to a word: goes on in a menu, is refused behind an unknown word. */
  private slash(menu: Menu, { image: word, startOffset: from }: t.Token, reached: Menu | Command | undefined): void {
    this.enter(modes.join)
    if (!this.ahead(t.Slash)) return
    if (reached === undefined) this.refuse('syntax error', this.LA(1).startOffset, { word, from, among: { menu } })
    if (isMenu(reached)) this.consumeToken()
  }

  /** Behind `:` or `/` there is no word of a path. */
  private expectName(): never {
    const { startOffset } = this.LA(1)
    const repeated = ':/'.includes(this.lexer.text[startOffset] ?? '\n')
    return this.refuse(repeated ? 'syntax error' : 'expected command name', startOffset)
  }

  private unknown(menu: Menu, word: t.Token | undefined, given: readonly Loose[]): Statement {
    if (this.RECORDING_PHASE || word === undefined) return nothingParsed
    const message = `bad command name ${word.image} ${this.place(word.startOffset)}`
    const from = word.startOffset
    this.late.push({ message, from, to: word.to, about: { word: word.image, from, among: { menu } } })
    return new tree.Unknown(word.startOffset, this.last.to, message, [word.image], given)
  }

  /** A path that leads to a menu: it becomes the current one, or governs a block. */
  private readonly menuPath = this.RULE('menuPath', (menu: Menu, from: number): Statement => {
    let body: tree.Body | undefined
    this.OPTION(() => {
      this.CONSUME(t.BraceOpen.type)
      body = this.scoped(this.inner, () => {
        this.menu = menu
        return this.SUBRULE(this.body)
      })
      this.closeBrace('missing closing brace')
      this.CONSUME(t.BraceClose.type)
    })
    if (this.RECORDING_PHASE) return nothingParsed
    if (body === undefined) {
      if (!this.atEnder()) this.refuse('expected command name', this.LA(1).startOffset)
      this.menu = menu
    }
    return new tree.Path(from, this.last.to, menu, body)
  })
}
