// Owns the grammar rules of arguments: of known commands (by name, by position, as flags), of calls and of unknown commands.
import { Expressions } from './expressions.ts'
import { Binding } from './binding.ts'
import * as t from './tokens.ts'
import { exact } from './exact.ts'
import { noNode, noStatement } from './recorded.ts'
import * as modes from './modes.ts'
import type { Mode } from './modes.ts'
import { NameScope } from './scope.ts'
import type { Argument, Command } from './names.ts'
import { LateError, type RefusalOptions } from './refusal.ts'
import * as tree from '../src/syntax/tree.ts'
import type { HeadShape } from '../src/syntax/head.ts'
import type { Loose, Node, Statement } from '../src/syntax/tree.ts'

const none: readonly Loose[] = []

/** What 7.23 reads as the name of an unknown parameter. The error column is the byte behind it. */
const parameterName = /^[A-Za-z0-9._/-]*/

/** Tokens that may follow a command's name without a blank. */
const openers = new Set([...modes.openers, t.CodeOpen, t.ArrayOpen, t.RawText].map((kind) => kind.type))

/** The mode in which the argument for the next free position is read. */
export const argumentMode = (place: Argument | undefined): Mode => (place === undefined ? modes.noPlace : modes.argument[place.slot])

export abstract class Arguments extends Expressions {
  // -- arguments of a known command

  /** The binding of the innermost command. */
  private binding: Binding | undefined
  /** The argument whose value the next rule reads. That rule copies the field before it calls another rule. */
  private slotOf: Argument | undefined

  protected readonly bound = this.RULE('bound', (command: Command, from: number, shape: HeadShape): Statement => {
    if (this.RECORDING_PHASE) {
      this.OR(this.boundForms)
      return noStatement
    }
    const { menu: outer, binding: around } = this
    const binding = new Binding(command, this.argumentsGiven)
    this.binding = binding
    // Brackets and blocks in the arguments run in the command's menu. Commands of the root and commands that only write keep the current
    // menu.
    if (command.menu.parent !== undefined && !command.outside) this.menu = command.menu
    this.boundForms[command.condition !== undefined ? 0 : 1]!.ALT()
    this.menu = outer
    this.binding = around
    return binding.bound(from, this.last.to, shape, this.plain)
  })

  private readonly boundForms = [{ GATE: () => true, ALT: (): void => this.bareCondition() }, { ALT: (): void => this.boundArguments() }]

  private bareCondition(): void {
    const { binding } = this
    const condition = this.SUBRULE(this.condition, { ARGS: [this.menu, binding?.command.condition?.name] })
    const argument = binding?.command.condition
    if (argument !== undefined && condition.kind === 'condition' && condition.expression !== undefined)
      binding?.give(condition.from, condition.wordTo, argument, condition)
  }

  private boundArguments(): void {
    const { binding } = this
    if (binding !== undefined) this.atArgument(binding)
    this.MANY(this.argumentPart)
    if (binding === undefined || this.atEnder()) return
    const place = binding.nextPlace()
    const code = place === undefined ? 'expected-end-of-command' : 'syntax-error'
    this.refuse(code, this.LA(1).startOffset, place === undefined ? argumentOf(binding) : this.valueFor(place))
  }

  private readonly argumentPart = (): void => {
    const { binding } = this
    this.OR2(this.argumentForms)
    if (binding !== undefined) this.atArgument(binding)
  }

  /** Enters the mode of the next free position. Throws a Refusal if two arguments are not separated by a blank. */
  private atArgument(binding: Binding): void {
    this.enter(argumentMode(binding.nextPlace()))
    const token = this.LA(1)
    if (token.glued && !this.atEnder() && (binding.hasAny || !openers.has(token.tokenType)))
      this.refuse('expected-end-of-command', token.startOffset, argumentOf(binding))
  }

  private readonly argumentForms = [
    {
      ALT: (): void => {
        const key = this.CONSUME(t.Key.type)
        const { binding } = this
        const nameTo = this.last.to - 1
        this.slotOf = binding && this.named(binding, key.image.slice(0, -1), key.startOffset)
        this.SUBRULE1(this.namedValue, { ARGS: [key.startOffset, nameTo] })
      },
    },
    {
      ALT: (): void => {
        const token = this.CONSUME(t.Unset.type)
        if (this.binding !== undefined) this.unset(this.binding, token)
      },
    },
    {
      ALT: (): void => {
        const { image, startOffset } = this.CONSUME(t.Word.type)
        const { binding } = this
        if (binding === undefined) this.SUBRULE2(this.namedValue, { ARGS: [0, 0] })
        else this.bare(binding, image, startOffset)
      },
    },
    {
      ALT: (): void => {
        const { binding } = this
        const argument = binding && this.free(binding)
        this.slotOf = argument
        const node = this.SUBRULE(this.value)
        if (argument !== undefined) binding?.give(node.from, node.from, argument, node)
      },
    },
  ]

  private free(binding: Binding): Argument {
    return binding.nextPlace() ?? this.refuse('expected-end-of-command', this.LA(1).startOffset, argumentOf(binding))
  }

  /**
   * Reads the value of the argument `slotOf`, whose name spans `from` to `to`. Without an argument it consumes the value of an unknown one.
   */
  private readonly namedValue = this.RULE('namedValue', (from: number, to: number): void => {
    const { binding, slotOf: argument } = this
    const takes = argument?.slot !== 'condition'
    if (!this.RECORDING_PHASE) this.enter(modes.value[argument?.slot ?? 'value'])
    const node = takes && (this.RECORDING_PHASE || !this.atEnder()) ? this.OPTION(this.namedForm) : undefined
    if (this.RECORDING_PHASE) return
    if (takes && node === undefined && !this.atEnder()) this.refuse('syntax-error', this.LA(1).startOffset, this.valueFor(argument))
    if (argument === undefined || binding === undefined) return
    if (takes) binding.give(from, to, argument, node ?? new tree.Literal(this.last.to, this.last.to, '', ''))
    else {
      if (to > from && this.atEnder()) this.missing(argument.name)
      const condition = this.SUBRULE(this.condition, { ARGS: [this.menu, undefined] })
      binding.give(from, to, argument, condition)
    }
  })

  private readonly namedForm = (): Node => this.SUBRULE(this.valueOrWord)

  private named(binding: Binding, name: string, offset: number): Argument | undefined {
    const { command } = binding
    const argument = command.argument(binding.prefixed(name))
    const equals = this.last.to - 1
    if (argument?.alone === true) this.refuse('expected-end-of-command', equals, argumentOf(binding))
    if (argument !== undefined) return argument
    const place = binding.nextPlace()
    // The word is then a positional value, and the `=` follows it without a blank.
    if (place?.naming === 'look-up') this.name(place, binding, name, offset)
    if (place !== undefined) return this.refuse('expected-end-of-command', equals, argumentOf(binding))
    if (!command.lenient) return this.refuse('expected-end-of-command', offset, argumentOf(binding, name, offset))
    this.badParameter(binding, name, offset, equals)
    return undefined
  }

  private badParameter(binding: Binding, name: string, from: number, to: number): void {
    const late = new LateError('bad-parameter', { word: name, from }, to, { command: binding.command })
    this.late.push(late)
    binding.late ??= late
  }

  private unset(binding: Binding, token: { readonly image: string; readonly startOffset: number }): void {
    const argument = binding.command.argument(token.image.slice(1))
    if (argument === undefined)
      return this.refuse('expected-end-of-command', token.startOffset, argumentOf(binding, token.image.slice(1), token.startOffset + 1))
    binding.give(token.startOffset, this.last.to, argument, undefined, true)
  }

  private bare(binding: Binding, image: string, startOffset: number): void {
    const { to } = this.last
    // `sign ca ca-crl-host=x`: a word followed by another name has no value, so it is a positional value itself.
    const meaning = binding.meaning(image, () => {
      this.enter(modes.noPlace)
      return this.atEnder() || this.ahead(t.Key)
    })
    switch (meaning.is) {
      case 'flag':
        return binding.give(startOffset, to, meaning.argument, undefined)
      case 'name':
        this.slotOf = meaning.argument
        return this.SUBRULE2(this.namedValue, { ARGS: [startOffset, to] })
      case 'value':
        return binding.give(startOffset, startOffset, meaning.argument, this.literal(meaning.argument, image, startOffset))
      case 'unknown':
        if (!binding.command.lenient || binding.command.argument(image) !== undefined)
          return this.refuse('expected-end-of-command', startOffset, argumentOf(binding, image, startOffset))
        const [name] = parameterName.exec(image) ?? ['']
        if (name.length < image.length)
          return this.refuse('expected-end-of-command', startOffset + name.length, argumentOf(binding, image, startOffset))
        return this.badParameter(binding, image, startOffset, to)
    }
  }

  private literal(argument: Argument | undefined, image: string, offset: number): Node {
    const value = argument === undefined ? image : argument.read(image, false)
    if (value === undefined) return this.refuse('syntax-error', offset, this.valueFor(argument, image, offset))
    return new tree.Literal(offset, this.last.to, image, value)
  }

  /** The refusal options for a missing value of the argument; `word` at `from` is what was found instead. */
  private valueFor(argument: Argument | undefined, word?: string, from = 0): RefusalOptions | undefined {
    if (argument === undefined) return undefined
    const expected = { argument, slot: argument.slot, command: this.binding?.command }
    return word === undefined ? { expected } : { expected, about: { word, from } }
  }

  /** The forms of a value except a bare word. The token of `{` depends on the slot. */
  private readonly valueForms = [
    { ALT: (): Node => this.reference(this.CONSUME(t.Var.type)) },
    { ALT: (): Node => this.SUBRULE(this.stray) },
    { ALT: (): Node => this.quoted(this.slotOf, this.binding, this.CONSUME(t.Text.type)) },
    { ALT: (): Node => this.SUBRULE(this.interpolated, { ARGS: [this.slotOf] }) },
    { ALT: (): Node => this.SUBRULE(this.bracket) },
    {
      ALT: (): Node => {
        this.lexicon = modes.paren
        return this.SUBRULE(this.paren)
      },
    },
    { ALT: (): Node => this.SUBRULE(this.block, { ARGS: [this.slotOf, this.binding] }) },
    { ALT: (): Node => this.notEmpty(this.SUBRULE(this.array)) },
    { ALT: (): Node => this.raw(this.CONSUME(t.RawText.type)) },
    { ALT: (): Node => this.SUBRULE(this.names, { ARGS: [this.slotOf, this.binding] }) },
  ]

  /** The value of the argument `slotOf`, in any form except a bare word. */
  private readonly value = this.RULE('value', (): Node => this.OR(this.valueForms))

  /** The value of the argument `slotOf`, in any form. */
  private readonly valueOrWord = this.RULE('valueOrWord', (): Node => this.OR(this.valueOrWordForms))

  private readonly valueOrWordForms = [
    {
      ALT: (): Node => {
        const token = this.CONSUME(t.Word.type)
        return this.RECORDING_PHASE ? noNode : this.literal(this.slotOf, token.image, token.startOffset)
      },
    },
    ...this.valueForms,
  ]

  /** Refuses an empty array as a whole argument: `:local z {}` is refused behind the brace. */
  private notEmpty(array: Node): Node {
    if (!this.RECORDING_PHASE && array.kind === 'array' && array.members.length === 0) this.refuse('syntax-error', array.to)
    return array
  }

  private raw(token: { readonly image: string; readonly startOffset: number }): Node {
    return new tree.Raw(token.startOffset, this.last.to, token.image.slice(1, -1))
  }

  /** `{...}` as code: in a nested scope, or sealed from all names around it. */
  private readonly block = this.RULE('block', (argument: Argument | undefined, binding: Binding | undefined): Node => {
    const open = this.CONSUME(t.CodeOpen.type)
    const sealed = argument?.sealed === true
    const frame = sealed ? { size: 0 } : undefined
    const scope = (): NameScope => {
      if (frame !== undefined) {
        this.conditionOf = undefined
        return new NameScope(undefined, frame)
      }
      const inner = this.inner()
      for (const counter of binding?.counters ?? []) inner.adopt(counter)
      return inner
    }
    const body = this.scoped(scope, this.nestedBody)
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
    const name = this.unescaped(token.image.slice(1, -1), token.startOffset + 1, argument).join('')
    return new tree.Names(token.startOffset, this.last.to, [this.name(argument, binding, name, token.startOffset)])
  }

  private readonly names = this.RULE('names', (argument: Argument | undefined, binding: Binding | undefined): Node => {
    const variables: tree.Variable[] = []
    const first = this.CONSUME1(t.Ident.type)
    // A declared name does not start with a digit (change log of 6.41.3), but in quotes any byte is allowed.
    if (!this.RECORDING_PHASE && argument?.naming !== 'look-up' && /^\d/.test(first.image)) this.refuse('syntax-error', first.startOffset)
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
    return this.RECORDING_PHASE ? noNode : new tree.Names(first.startOffset, this.last.to, exact(variables))
  })

  private name(argument: Argument | undefined, binding: Binding | undefined, name: string, offset: number): tree.Variable {
    switch (argument?.naming) {
      case 'loop': {
        const counter = this.scope.counter(name)
        binding?.count(counter)
        return counter
      }
      case 'declare-local':
        return this.scope.declare(name, 'declare-local')
      case 'declare-global':
        return this.scope.declare(name, 'declare-global')
      case 'look-up':
      case undefined:
        return this.scope.find(name) ?? this.refuse('syntax-error', offset, { expected: { variable: true } })
    }
  }

  // -- arguments of calls and of unknown commands

  /** The arguments of the innermost call. */
  private given: Loose[] = []

  protected readonly looseArguments = this.RULE('looseArguments', (): readonly Loose[] => {
    const { given: outer } = this
    if (!this.RECORDING_PHASE) {
      this.atLoose()
      if (this.atEnder()) return none
    }
    const given: Loose[] = []
    this.given = given
    this.MANY(this.loosePart)
    this.given = outer
    if (!this.RECORDING_PHASE && !this.atEnder()) this.refuse('syntax-error', this.LA(1).startOffset, { expected: { end: true } })
    return exact(given)
  })

  private readonly loosePart = (): void => {
    const { given } = this
    const loose = this.OR(this.looseForms)
    this.given = given
    if (this.RECORDING_PHASE) return
    given.push(loose)
    this.atLoose()
  }

  private atLoose(): void {
    this.enter(modes.loose)
    const token = this.LA(1)
    if (token.glued && !this.atEnder()) this.refuse('syntax-error', token.startOffset, { expected: { end: true } })
  }

  private readonly looseForms = [
    {
      ALT: (): Loose => {
        const token = this.CONSUME(t.Key.type)
        const key = token.image.slice(0, -1)
        const keyAt = { from: token.startOffset, to: this.last.to - 1 }
        this.slotOf = undefined
        this.enter(modes.looseValue)
        const value = this.OPTION(this.looseValue)
        // `name="text with escapes"` is refused at its `=`; so is a string with interpolation that does not start with a variable.
        if (value?.kind === 'quoted' && value.composed) this.refuse('syntax-error', token.startOffset + key.length)
        return { key, keyAt, value: value && this.passed(value) }
      },
    },
    {
      ALT: (): Loose => {
        this.slotOf = undefined
        return { key: undefined, keyAt: undefined, value: this.passed(this.SUBRULE2(this.valueOrWord)) }
      },
    },
  ]

  /** Passing an undeclared name to a call makes it known to a later `:set`: `$show a=$a`, then `:set a 1` (one script, three releases). */
  private passed(value: Node): Node {
    if (value.kind === 'reference' && value.variable.kind === 'parameter') this.scope.adopt(value.variable)
    return value
  }

  private readonly looseValue = (): Node => this.OR1(this.looseValueForms)

  private readonly looseValueForms = [
    { ALT: (): Node => this.SUBRULE(this.namedString) },
    { ALT: (): Node => this.SUBRULE1(this.valueOrWord) },
  ]
}

/** The refusal options for a missing argument; `word` at `from` is what was found instead. */
function argumentOf({ command }: Binding, word?: string, from = 0): RefusalOptions {
  return word === undefined ? { expected: { command } } : { expected: { command }, about: { word, from } }
}
