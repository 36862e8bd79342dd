// Owns the rules of arguments: of known commands, by name, by place and as flags; of calls and of what is unknown.
import { Expressions } from './expressions.ts'
import { Binding } from './binding.ts'
import * as t from './tokens.ts'
import * as modes from './modes.ts'
import { Scope } from './scope.ts'
import type { Argument, Command } from './names.ts'
import type { About } from './refusal.ts'
import * as tree from '../src/syntax/tree.ts'
import type { Loose, Node, Statement } from '../src/syntax/tree.ts'

const nothingParsed: Statement = new tree.Unknown(0, 0, '', [], [])
const none: readonly Loose[] = []
const noNode: Node = new tree.Literal(0, 0, '', '')

/** What 7.23 takes for the name of an unknown parameter, and not for a word too many. */
const parameterLike = /^[A-Za-z0-9._/-]+$/

/** What may stand right behind a command's name. */
const openers = new Set([t.Var, t.Text, t.StringOpen, t.BracketOpen, t.ParenOpen, t.CodeOpen, t.ArrayOpen, t.RawText].map((kind) => kind.type))

export abstract class Arguments extends Expressions {
  // -- arguments of a known command

  protected readonly bound = this.RULE('bound', (command: Command, from: number): Statement => {
    const outer = this.menu
    const binding = new Binding(command)
    // Brackets and blocks in the arguments stand in the command's menu; a command of the root leaves it.
    if (!this.RECORDING_PHASE && command.menu.parent !== undefined) this.menu = command.menu
    this.OR([
      { GATE: () => command.condition !== undefined, ALT: () => this.bareCondition(binding) },
      { ALT: () => this.SUBRULE(this.boundArguments, { ARGS: [binding] }) },
    ])
    if (this.RECORDING_PHASE) return nothingParsed
    this.menu = outer
    return new tree.Invocation(from, this.last.to, command, binding.given, binding.late)
  })

  private bareCondition(binding: Binding): void {
    const condition = this.SUBRULE(this.condition, { ARGS: [this.menu, this.RECORDING_PHASE ? '' : binding.command.condition?.name] })
    const argument = this.RECORDING_PHASE ? undefined : binding.command.condition
    if (argument !== undefined && condition.kind === 'condition' && condition.expression !== undefined)
      binding.give(condition.from, condition.to, argument, condition)
  }

  private readonly boundArguments = this.RULE('boundArguments', (binding: Binding): void => {
    this.MANY({ GATE: () => this.atArgument(binding), DEF: () => this.SUBRULE(this.argument, { ARGS: [binding] }) })
    if (this.RECORDING_PHASE || this.atEnder()) return
    this.refuse(binding.nextPlace() === undefined ? 'expected end of command' : 'syntax error', this.LA(1).startOffset)
  })

  /** Enters the mode of the next free place; arguments must not be glued to each other. */
  private atArgument(binding: Binding): boolean {
    const place = binding.nextPlace()
    this.enter(place === undefined ? modes.noPlace : modes.argument[place.slot])
    const token = this.LA(1)
    if (token.glued && !this.atEnder() && (binding.given.length > 0 || !openers.has(token.tokenType)))
      this.refuse('expected end of command', token.startOffset)
    return true
  }

  // Arguments of the rules below for their alternatives: set when a rule starts, read before anything nested does.
  private binding: Binding | undefined
  private slotOf: Argument | undefined

  private readonly argument = this.RULE('argument', (binding: Binding): void => {
    this.binding = binding
    this.OR(this.argumentForms)
  })

  private readonly argumentForms = [
    { ALT: (): void => this.keyed(this.binding!, this.CONSUME(t.Key.type)) },
    { ALT: (): void => this.unset(this.binding!, this.CONSUME(t.Unset.type)) },
    { ALT: (): void => this.bare(this.binding!, this.CONSUME(t.Word.type)) },
    {
      ALT: (): void => {
        const { binding } = this
        const argument = this.RECORDING_PHASE ? undefined : this.free(binding!)
        const node = this.SUBRULE(this.value, { ARGS: [argument, binding] })
        if (argument !== undefined) binding!.give(node.from, node.to, argument, node)
      },
    },
  ]

  private free(binding: Binding): Argument {
    return binding.nextPlace() ?? this.refuse('expected end of command', this.LA(1).startOffset)
  }

  /** `name=` and, unless the command ends there, its value. */
  private keyed(binding: Binding, key: { readonly image: string; readonly startOffset: number }): void {
    const argument = this.RECORDING_PHASE ? undefined : this.named(binding, key.image.slice(0, -1), key.startOffset)
    this.SUBRULE1(this.namedValue, { ARGS: [binding, argument, key.startOffset] })
  }

  /** The value of a named argument that started at `from`; without an argument it swallows the value of an unknown one. */
  private readonly namedValue = this.RULE('namedValue', (binding: Binding, argument: Argument | undefined, from: number): void => {
    this.binding = binding
    this.slotOf = argument
    const node = this.OPTION(this.namedForm)
    if (this.RECORDING_PHASE) return
    if (argument?.slot !== 'condition' && node === undefined && !this.atEnder()) this.refuse('syntax error', this.LA(1).startOffset)
    if (argument === undefined) return
    if (argument.slot === 'condition') {
      const condition = this.condition(this.menu, undefined)
      binding.give(from, condition.to, argument, condition)
    } else binding.give(from, this.last.to, argument, node ?? new tree.Literal(this.last.to, this.last.to, '', ''))
  })

  private readonly namedForm = {
    GATE: (): boolean => {
      this.enter(modes.value[this.slotOf?.slot ?? 'value'])
      return !this.atEnder() && this.slotOf?.slot !== 'condition'
    },
    DEF: (): Node => this.SUBRULE(this.valueOrWord, { ARGS: [this.slotOf, this.binding] }),
  }

  private named(binding: Binding, name: string, offset: number): Argument | undefined {
    const { command } = binding
    const argument = command.argument(binding.prefixed(name))
    if (argument !== undefined) return argument
    const equals = offset + name.length
    const place = binding.nextPlace()
    // The word is a value by place, then, and the `=` is glued to it.
    if (place?.naming === 'look-up') this.name(place, binding, name, offset)
    if (place !== undefined) return this.refuse('expected end of command', equals)
    if (!command.lenient) return this.refuse('expected end of command', offset, { word: name, from: offset, among: { command } })
    this.badParameter(binding, name, offset, equals)
    return undefined
  }

  private badParameter(binding: Binding, name: string, from: number, to: number): void {
    const message = `bad parameter ${name} ${this.place(to)}`
    this.late.push({ message, from, to, about: { word: name, from, among: { command: binding.command } } })
    binding.late ??= message
  }

  private unset(binding: Binding, token: { readonly image: string; readonly startOffset: number }): void {
    if (this.RECORDING_PHASE) return
    const argument = binding.command.argument(token.image.slice(1))
    if (argument === undefined) {
      const { command } = binding
      const about = { word: token.image.slice(1), from: token.startOffset + 1, among: { command } }
      return this.refuse('expected end of command', token.startOffset, about)
    }
    binding.give(token.startOffset, this.last.to, argument, undefined, true)
  }

  private bare(binding: Binding, token: { readonly image: string; readonly startOffset: number }): void {
    if (this.RECORDING_PHASE) return this.SUBRULE2(this.namedValue, { ARGS: [binding, undefined, 0] })
    const { image, startOffset } = token
    const to = startOffset + image.length
    // `sign ca ca-crl-host=x`: what another name follows has no value, so it is one.
    const meaning = binding.meaning(image, () => {
      this.enter(modes.noPlace)
      return this.atEnder() || this.ahead(t.Key)
    })
    switch (meaning.is) {
      case 'flag':
        return binding.give(startOffset, to, meaning.argument, undefined)
      case 'name':
        return this.SUBRULE2(this.namedValue, { ARGS: [binding, meaning.argument, startOffset] })
      case 'value':
        return binding.give(startOffset, to, meaning.argument, this.literal(meaning.argument, image, startOffset))
      case 'unknown':
        if (!binding.command.lenient || !parameterLike.test(image) || binding.command.argument(image) !== undefined)
          return this.refuse('expected end of command', startOffset, { word: image, from: startOffset, among: { command: binding.command } })
        return this.badParameter(binding, image, startOffset, to)
    }
  }

  private literal(argument: Argument | undefined, image: string, offset: number): Node {
    const value = argument === undefined ? image : argument.read(image, false)
    if (value === undefined) return this.refuse('syntax error', offset, this.aboutValue(argument, image, offset))
    return new tree.Literal(offset, offset + image.length, image, value)
  }

  private aboutValue(argument: Argument | undefined, word: string, from: number): About | undefined {
    return argument === undefined ? undefined : { word, from, among: { argument, command: this.binding?.command } }
  }

  private readonly valueOrWord = this.RULE('valueOrWord', (argument: Argument | undefined, binding: Binding | undefined): Node => {
    this.slotOf = argument
    this.binding = binding
    return this.OR(this.valueOrWordForms)
  })

  private readonly valueOrWordForms = [
    {
      ALT: (): Node => {
        const token = this.CONSUME(t.Word.type)
        return this.RECORDING_PHASE ? noNode : this.literal(this.slotOf, token.image, token.startOffset)
      },
    },
    { ALT: (): Node => this.SUBRULE(this.value, { ARGS: [this.slotOf, this.binding] }) },
  ]

  /** A value that is no bare word. What `{` opens is its token. */
  private readonly value = this.RULE('value', (argument: Argument | undefined, binding: Binding | undefined): Node => {
    this.slotOf = argument
    this.binding = binding
    return this.OR(this.valueForms)
  })

  private readonly valueForms = [
    { ALT: (): Node => this.reference(this.CONSUME(t.Var.type)) },
    { ALT: (): Node => this.quoted(this.slotOf, this.binding, this.CONSUME(t.Text.type)) },
    { ALT: (): Node => this.SUBRULE(this.interpolated, { ARGS: [this.slotOf] }) },
    { ALT: (): Node => this.SUBRULE(this.bracket) },
    { ALT: (): Node => this.SUBRULE(this.paren, { ARGS: [modes.paren] }) },
    { ALT: (): Node => this.SUBRULE(this.block, { ARGS: [this.slotOf, this.binding] }) },
    { ALT: (): Node => this.notEmpty(this.SUBRULE(this.array)) },
    { ALT: (): Node => this.raw(this.CONSUME(t.RawText.type)) },
    { ALT: (): Node => this.SUBRULE(this.names, { ARGS: [this.slotOf, this.binding] }) },
  ]

  /** An array that is an argument of its own must hold something: `:local z {}` is refused behind the brace. */
  private notEmpty(array: Node): Node {
    if (!this.RECORDING_PHASE && array.kind === 'array' && array.members.length === 0) this.refuse('syntax error', array.to)
    return array
  }

  private raw(token: { readonly image: string; readonly startOffset: number }): Node {
    return new tree.Raw(token.startOffset, this.last.to, token.image.slice(1, -1))
  }

  /** `{...}` as code: in a scope of its own, or sealed from all names around it. */
  private readonly block = this.RULE('block', (argument: Argument | undefined, binding: Binding | undefined): Node => {
    const open = this.CONSUME(t.CodeOpen.type)
    const sealed = argument?.sealed === true
    const frame = sealed ? { size: 0 } : undefined
    const scope = (): Scope => {
      if (frame !== undefined) {
        this.conditionOf = undefined
        return new Scope(undefined, frame)
      }
      const inner = this.inner()
      for (const counter of binding?.counters ?? []) inner.adopt(counter)
      return inner
    }
    const body = this.scoped(scope, () => this.SUBRULE(this.body))
    this.closeBrace('expected closing brace')
    this.CONSUME(t.BraceClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.Block(open.startOffset, this.last.to, body, frame)
  })

  // -- names

  private quoted(
    argument: Argument | undefined,
    binding: Binding | undefined,
    token: { readonly image: string; readonly startOffset: number },
  ): Node {
    if (this.RECORDING_PHASE || argument?.naming === undefined || binding === undefined) return this.text(token, argument)
    const name = this.unescaped(token.image.slice(1, -1), token.startOffset, argument).join('')
    return new tree.Names(token.startOffset, this.last.to, [this.name(argument, binding, name, token.startOffset)])
  }

  private readonly names = this.RULE('names', (argument: Argument | undefined, binding: Binding | undefined): Node => {
    const variables: tree.Variable[] = []
    const first = this.CONSUME1(t.Ident.type)
    if (!this.RECORDING_PHASE) variables.push(this.name(argument, binding, first.image, first.startOffset))
    this.MANY({
      GATE: () => {
        this.enter(modes.comma)
        return argument?.slot === 'names'
      },
      DEF: () => {
        this.CONSUME(t.Comma.type)
        if (!this.RECORDING_PHASE) this.enter(modes.value.names)
        const next = this.CONSUME2(t.Ident.type)
        if (!this.RECORDING_PHASE) variables.push(this.name(argument, binding, next.image, next.startOffset))
      },
    })
    return this.RECORDING_PHASE ? noNode : new tree.Names(first.startOffset, this.last.to, variables)
  })

  private name(argument: Argument | undefined, binding: Binding | undefined, name: string, offset: number): tree.Variable {
    switch (argument?.naming) {
      case 'loop': {
        const counter = this.scope.counter(name)
        binding?.counters.push(counter)
        return counter
      }
      case 'declare-local':
        return this.scope.declare(name, 'declare-local')
      case 'declare-global':
        return this.scope.declare(name, 'declare-global')
      case 'look-up':
      case undefined:
        return this.scope.find(name) ?? this.refuse('syntax error', offset)
    }
  }

  // -- arguments of calls and of what is unknown

  protected readonly looseArguments = this.RULE('looseArguments', (): readonly Loose[] => {
    if (!this.RECORDING_PHASE) {
      this.enter(modes.loose)
      if (this.atEnder()) return none
    }
    const given: Loose[] = []
    this.MANY({ GATE: () => this.atLoose(), DEF: () => given.push(this.SUBRULE(this.loose)) })
    if (!this.RECORDING_PHASE && !this.atEnder()) this.refuse('syntax error', this.LA(1).startOffset)
    return given
  })

  private atLoose(): boolean {
    this.enter(modes.loose)
    const token = this.LA(1)
    if (token.glued && !this.atEnder()) this.refuse('syntax error', token.startOffset)
    return true
  }

  private readonly loose = this.RULE('loose', (): Loose =>
    this.OR([
      {
        ALT: () => {
          const token = this.CONSUME(t.Key.type)
          const key = token.image.slice(0, -1)
          let value: Node | undefined
          this.OPTION({
            GATE: () => {
              this.enter(modes.looseValue)
              return !this.atEnder()
            },
            DEF: () => {
              value = this.SUBRULE1(this.valueOrWord, { ARGS: [undefined, undefined] })
            },
          })
          // `name="text with escapes"` is refused at its `=`.
          if (value?.kind === 'quoted' && value.composed) this.refuse('syntax error', token.startOffset + key.length)
          return { key, value }
        },
      },
      { ALT: () => ({ key: undefined, value: this.SUBRULE2(this.valueOrWord, { ARGS: [undefined, undefined] }) }) },
    ]),
  )

  /** Refuses a brace that is not closed, with the message that its kind has at the end of the text. */
  protected closeBrace(message: string): void {
    if (this.RECORDING_PHASE || this.ahead(t.BraceClose)) return
    this.refuse(this.ahead(t.End) ? message : 'expected command name', this.LA(1).startOffset)
  }
}
