// Owns the grammar rules of statements, and the parser: one pass from text to a bound tree. Names are looked up through names.ts.
import type { ParserMethod } from 'chevrotain'
import { Arguments, argumentMode } from './arguments.ts'
import type { ParserOptions, ParseStart } from './cursor.ts'
import * as t from './tokens.ts'
import { Collected, trimmed } from './collected.ts'
import { noNode, noShape, noStatement } from './recorded.ts'
import { HeadReader } from './head-reader.ts'
import * as modes from './modes.ts'
import { isMenu, type Command, type Menu } from './names.ts'
import { LateError, type Expected } from './refusal.ts'
import { HeadShape, type Sign } from '../src/syntax/head.ts'
import * as tree from '../src/syntax/tree.ts'
import type { LooseArgument, Node, Statement } from '../src/syntax/tree.ts'

const rootShape = new HeadShape('/', 0, [])

const SLASH = 47

/** By a rule that Chevrotain could not complete: the closer that was expected. */
const closers: Readonly<Record<string, Expected | undefined>> = {
  paren: { closer: ')' },
  interpolated: { closer: ')' },
  array: { closer: '}' },
}

/** The result of a parse: the tree, and the errors that the device raises only when it runs the statement. */
export interface Parsed {
  readonly script: tree.Script
  readonly late: readonly LateError[]
}

/** The parser. It is shared by a process (rule closures belong to an instance) and is not re-entrant. */
export class Parser extends Arguments {
  constructor(options: ParserOptions = {}) {
    super(options)
    this.analyse(options.decisions)
  }

  /** Parses a text to a bound tree. Throws a Refusal at the first error of the device. */
  parse(start: ParseStart): Parsed {
    this.begin(start)
    this.head.forget()
    this.statements.clear()
    const body = this.script()
    this.statements.clear()
    this.argumentsGiven.clear()
    // A Chevrotain error: the token at which no rule can continue.
    const [stopped] = this.errors
    if (stopped !== undefined)
      this.refuse('syntax-error', this.LA(1).startOffset, { expected: closers[stopped.context.ruleStack.at(-1) ?? ''] })
    this.passComments(this.LA(1))
    return { script: { body, frame: start.scope.frame, menu: this.menu, comments: trimmed(this.comments) }, late: this.late }
  }

  private readonly script = this.RULE('script', (): tree.Body => {
    const body = this.SUBRULE(this.body)
    // An unmatched `}` at the start of a command ends the script; an unmatched `]` is an error.
    if (!this.RECORDING_PHASE && this.ahead(t.BracketClose))
      this.refuse('expected-command-name', this.LA(1).startOffset, { expected: { menu: this.menu } })
    return body
  })

  /** The statements of all enclosing bodies. */
  private readonly statements = new Collected<Statement>()

  protected readonly body: ParserMethod<[], tree.Body> = this.RULE('body', (): tree.Body => {
    const { menu } = this
    const from = this.lexer.offset
    const first = this.statements.count
    if (!this.RECORDING_PHASE) this.enterCommand()
    this.MANY(this.bodyPart)
    const own = this.statements.take(first)
    if (this.RECORDING_PHASE) return { from, to: from, menu, statements: own }
    this.opening()
    if (this.ahead(t.Unfit)) this.refuse('expected-command-name', this.LA(1).startOffset, { expected: { menu: this.menu } })
    return { from, to: this.LA(1).startOffset, menu, statements: own }
  })

  private readonly bodyPart = (): void => {
    if (!this.RECORDING_PHASE) this.opening()
    this.OR(this.bodyForms)
    if (!this.RECORDING_PHASE) this.enterCommand()
  }

  private readonly bodyForms = [
    { ALT: () => this.CONSUME(t.NewLine.type) },
    { ALT: () => this.CONSUME(t.Semicolon.type) },
    {
      ALT: () => {
        const { startOffset } = this.CONSUME(t.Colon.type)
        if (!this.RECORDING_PHASE) this.goFromRoot(':', startOffset)
        this.state(this.SUBRULE1(this.invocation))
      },
    },
    { ALT: () => this.state(this.SUBRULE(this.rooted)) },
    {
      ALT: () => {
        if (!this.RECORDING_PHASE) this.goFrom(this.menu, '', 0)
        this.state(this.SUBRULE2(this.invocation))
      },
    },
    { ALT: () => this.state(this.SUBRULE(this.scopeBlock)) },
    { ALT: () => this.state(this.call(this.reference(this.CONSUME(t.Var.type)), this.SUBRULE1(this.looseArguments))) },
    { ALT: () => this.state(this.call(this.SUBRULE(this.stray), this.SUBRULE4(this.looseArguments))) },
    { ALT: () => this.state(this.call(this.SUBRULE(this.leadingBracket), this.SUBRULE2(this.looseArguments))) },
    {
      ALT: () => {
        this.lexicon = modes.paren
        this.state(this.call(this.SUBRULE(this.paren), this.SUBRULE3(this.looseArguments)))
      },
    },
  ]

  /** Adds a statement to the body. Refuses it if no separator follows. */
  private state(statement: Statement): void {
    if (this.RECORDING_PHASE) return
    this.statements.add(statement)
    this.enter(modes.ender)
    if (this.atEnder()) return
    const code = statement.kind === 'invocation' ? 'expected-end-of-command' : 'syntax-error'
    this.refuse(code, this.LA(1).startOffset, { expected: { end: true } })
  }

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
        if (!this.RECORDING_PHASE) this.goFromRoot('/', slash.startOffset)
        statement = this.SUBRULE(this.invocation)
      },
    })
    if (statement !== undefined || this.RECORDING_PHASE) return statement ?? noStatement
    if (!this.atEnder()) this.expectName()
    this.menu = this.root
    return new tree.Path(slash.startOffset, this.last.to, rootShape, this.root, undefined)
  })

  /** The statement `$f ARGUMENTS`. */
  private call(callee: Node, given: readonly LooseArgument[]): Statement {
    return this.RECORDING_PHASE ? noStatement : new tree.Call(callee.from, this.last.to, callee, given)
  }

  /** `[...]` at statement start: its declarations belong to the surrounding scope. */
  private readonly leadingBracket = this.RULE('leadingBracket', (): Node => {
    const open = this.CONSUME(t.BracketOpen.type)
    const body = this.scoped(() => this.scope, this.nestedBody)
    this.closeBracket()
    this.CONSUME(t.BracketClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.Bracket(open.startOffset, this.last.to, body)
  })

  /** `{...}` as a statement: its declarations end with it. */
  private readonly scopeBlock = this.RULE('scope', (): Statement => {
    const open = this.CONSUME(t.BraceOpen.type)
    const body = this.scoped(this.inner, this.nestedBody)
    this.closeBrace(undefined)
    this.CONSUME(t.BraceClose.type)
    return this.RECORDING_PHASE ? noStatement : new tree.Scope(open.startOffset, this.last.to, body)
  })

  // State of the path being read: the menu or command that its words reach (both are undefined for an unknown path), and its head.
  private reachedMenu: Menu | undefined
  private reachedCommand: Command | undefined
  private lastWordIn: Menu | undefined
  private readonly head = new HeadReader()

  /** Starts a path at the root; a word must follow the sign. */
  private goFromRoot(sign: Sign, signAt: number): void {
    this.enter(modes.word)
    if (!this.ahead(t.Name) && !this.ahead(t.DotDot)) this.expectName()
    this.goFrom(this.root, sign, this.LA(1).startOffset - signAt)
  }

  /** Starts a path at `menu`. */
  private goFrom(menu: Menu, sign: Sign, lead: number): void {
    this.reachedMenu = menu
    this.reachedCommand = undefined
    this.head.start(this.LA(1).startOffset, sign, lead)
  }

  /** The shape of the path that was read; `key` is the command or menu that it leads to. */
  private shape(key: Command | Menu): HeadShape {
    return this.RECORDING_PHASE ? noShape : this.head.shape(key)
  }

  /** Reads a path and what follows it, from where `goFrom` starts. */
  private readonly invocation = this.RULE('invocation', (): Statement => {
    this.AT_LEAST_ONE(this.step)
    if (this.RECORDING_PHASE) return this.OR2(this.invocationForms)
    // The alternative is already known here; Chevrotain's analysis needs the choice in the grammar.
    return this.invocationForms[this.reachedCommand !== undefined ? 0 : this.reachedMenu !== undefined ? 1 : 2]!.ALT()
  })

  private readonly invocationForms = [
    {
      GATE: () => true,
      ALT: (): Statement => {
        const command = this.reachedCommand!
        return this.SUBRULE(this.bound, { ARGS: [command, this.head.from, this.shape(command)] })
      },
    },
    {
      GATE: () => true,
      ALT: (): Statement => {
        const menu = this.reachedMenu!
        return this.SUBRULE(this.menuPath, { ARGS: [menu, this.head.from, this.shape(menu)] })
      },
    },
    {
      ALT: (): Statement => {
        const { lastWordIn: menu, last: word } = this
        const { from } = this.head
        const shape = menu === undefined ? noShape : this.shape(menu)
        return this.unknown(menu, from, shape, word, this.SUBRULE(this.looseArguments))
      },
    },
  ]

  /** Reads one word of a path. In the mode after the last word, no further path token matches. */
  private readonly step = (): void => {
    this.OR1(this.stepForms)
    const { reachedMenu: menu, last: token } = this
    if (this.RECORDING_PHASE || menu === undefined) return
    const reached = token.tokenType === t.DotDot.type ? menu.parent : menu.find(token.image)
    this.head.add(token.startOffset, token.to)
    this.slash(menu, token, reached)
    this.lastWordIn = menu
    this.reachedMenu = undefined
    if (reached === undefined) this.enter(modes.loose)
    else if (isMenu(reached)) {
      this.reachedMenu = reached
      this.enter(modes.word)
    } else {
      this.reachedCommand = reached
      this.enter(argumentMode(reached.place(0)))
    }
  }

  private readonly stepForms = [{ ALT: () => this.CONSUME(t.Name.type) }, { ALT: () => this.CONSUME(t.DotDot.type) }]

  /** A slash directly behind a word: the path continues in a menu; behind an unknown word the slash is refused. */
  private slash(menu: Menu, { image: word, startOffset: from }: t.Token, reached: Menu | Command | undefined): void {
    if (this.lexer.text.charCodeAt(this.lexer.offset) !== SLASH) return
    this.enter(modes.join)
    if (reached === undefined) this.refuse('syntax-error', this.LA(1).startOffset, { expected: { menu }, about: { word, from } })
    if (isMenu(reached)) this.consumeToken()
  }

  /** Refuses `:` or `/` without a path word behind it. */
  private expectName(): never {
    const { startOffset } = this.LA(1)
    const repeated = ':/'.includes(this.lexer.text[startOffset] ?? '\n')
    return this.refuse(repeated ? 'syntax-error' : 'expected-command-name', startOffset, { expected: { menu: this.root } })
  }

  /** The statement of a path whose last word is unknown in `menu`, with its late error. */
  private unknown(menu: Menu | undefined, pathFrom: number, shape: HeadShape, word: t.Token, given: readonly LooseArgument[]): Statement {
    if (this.RECORDING_PHASE || menu === undefined) return noStatement
    const late = new LateError('bad-command-name', { word: word.image, from: word.startOffset }, word.to, { menu })
    this.late.push(late)
    return new tree.Unknown(pathFrom, this.last.to, shape, late, [word.image], given)
  }

  /** A path that leads to a menu: it becomes the current menu, or the menu of a block. */
  private readonly menuPath = this.RULE('menuPath', (menu: Menu, from: number, shape: HeadShape): Statement => {
    let body: tree.Body | undefined
    this.OPTION(() => {
      this.CONSUME(t.BraceOpen.type)
      body = this.scoped(this.inner, () => {
        this.menu = menu
        return this.SUBRULE(this.body)
      })
      this.closeBrace(undefined)
      this.CONSUME(t.BraceClose.type)
    })
    if (this.RECORDING_PHASE) return noStatement
    if (body === undefined) {
      if (!this.atEnder()) this.refuse('expected-command-name', this.LA(1).startOffset, { expected: { menu } })
      this.menu = menu
    }
    return new tree.Path(from, this.last.to, shape, menu, body)
  })
}
