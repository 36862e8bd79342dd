// Owns the grammar rules of arguments: of known commands (by name, by position, as flags), of calls and of unknown commands.
import { Values } from './values.ts'
import { Binding } from './binding.ts'
import * as t from './tokens.ts'
import { trimmed } from './collected.ts'
import { noStatement } from './recorded.ts'
import * as modes from './modes.ts'
import type { Mode } from './modes.ts'
import type { Argument, Command } from './names.ts'
import { LateError, type RefusalOptions } from './refusal.ts'
import { Literal } from '../src/syntax/literals.ts'
import type { HeadShape } from '../src/syntax/head.ts'
import type { LooseArgument, Node, Statement } from '../src/syntax/tree.ts'

const none: readonly LooseArgument[] = []

/** What 7.23 reads as the name of an unknown parameter. The error column is the byte behind it. */
const parameterName = /^[A-Za-z0-9._/-]*/

/** Tokens that may follow a command's name without a blank. */
const openers = new Set([...modes.openers, t.CodeOpen, t.ArrayOpen, t.RawText].map((kind) => kind.type))

/** The mode in which the argument for the next free position is read. */
export const argumentMode = (place: Argument | undefined): Mode => (place === undefined ? modes.noPlace : modes.argument[place.slot])

/** The rules `bound` (the arguments of a known command) and `looseArguments` (those of a call or an unknown command). */
export abstract class Arguments extends Values {
  /**
   * Reads the arguments of `command` and returns its invocation. `from` and `shape` describe the command's path, which was read already.
   * Throws a `Refusal` at the first argument that the device refuses.
   */
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

  /** The argument of the next free position. Throws a Refusal if no position is free. */
  private free(binding: Binding): Argument {
    return binding.nextPlace() ?? this.refuse('expected-end-of-command', this.LA(1).startOffset, argumentOf(binding))
  }

  /**
   * Reads the value of the argument `slotOf`, whose name spans `from` to `to`. Without an argument it consumes the value of an unknown one.
   */
  private readonly namedValue = this.RULE('namedValue', (from: number, to: number): void => {
    const { binding, slotOf: argument } = this
    const takes = argument?.slot !== 'condition'
    if (!this.RECORDING_PHASE) this.enter(argument?.ofNames === true ? modes.namesValue : modes.value[argument?.slot ?? 'value'])
    const node = takes && (this.RECORDING_PHASE || !this.atEnder()) ? this.OPTION(this.namedForm) : undefined
    if (this.RECORDING_PHASE) return
    if (takes && node === undefined && !this.atEnder()) this.refuse('syntax-error', this.LA(1).startOffset, this.valueFor(argument))
    if (argument === undefined || binding === undefined) return
    if (takes) binding.give(from, to, argument, node ?? new Literal(this.last.to, this.last.to, '', ''))
    else {
      if (to > from && this.atEnder()) this.missing(argument.name)
      const condition = this.SUBRULE(this.condition, { ARGS: [this.menu, undefined] })
      binding.give(from, to, argument, condition)
    }
  })

  private readonly namedForm = (): Node => this.SUBRULE(this.valueOrWord)

  /**
   * The argument of `name=`, whose name starts at `offset`. Returns undefined for an unknown name that the release reports at run time
   * (`Command.lenient`); throws a Refusal for every other unknown name, and for an argument that takes no value.
   */
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

  /** Records the late error of an unknown argument, whose name spans `from` to `to`. */
  private badParameter(binding: Binding, name: string, from: number, to: number): void {
    const late = new LateError('bad-parameter', { word: name, from }, to, { command: binding.command })
    this.late.push(late)
    binding.late ??= late
  }

  /** Records `!name`. */
  private unset(binding: Binding, token: { readonly image: string; readonly startOffset: number }): void {
    const argument = binding.command.argument(token.image.slice(1))
    if (argument === undefined)
      return this.refuse('expected-end-of-command', token.startOffset, argumentOf(binding, token.image.slice(1), token.startOffset + 1))
    binding.give(token.startOffset, this.last.to, argument, undefined, true)
  }

  /** Records a bare word as a flag, as the name of the argument whose value follows (`else {`), or as a positional value. */
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

  // -- arguments of calls and of unknown commands

  /** The arguments of the innermost call. */
  private given: LooseArgument[] = []

  /** Reads the arguments of a call or of an unknown command, up to the end of the statement. */
  protected readonly looseArguments = this.RULE('looseArguments', (): readonly LooseArgument[] => {
    const { given: outer } = this
    if (!this.RECORDING_PHASE) {
      this.atLoose()
      if (this.atEnder()) return none
    }
    const given: LooseArgument[] = []
    this.given = given
    this.MANY(this.loosePart)
    this.given = outer
    if (!this.RECORDING_PHASE && !this.atEnder()) this.refuse('syntax-error', this.LA(1).startOffset, { expected: { end: true } })
    return trimmed(given)
  })

  private readonly loosePart = (): void => {
    const { given } = this
    const loose = this.OR(this.looseForms)
    this.given = given
    if (this.RECORDING_PHASE) return
    given.push(loose)
    this.atLoose()
  }

  /** Enters the mode of the next loose argument. Throws a Refusal if two arguments are not separated by a blank. */
  private atLoose(): void {
    this.enter(modes.loose)
    const token = this.LA(1)
    if (token.glued && !this.atEnder()) this.refuse('syntax-error', token.startOffset, { expected: { end: true } })
  }

  private readonly looseForms = [
    {
      ALT: (): LooseArgument => {
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
      ALT: (): LooseArgument => {
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
