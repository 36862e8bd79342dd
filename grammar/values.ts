// Owns the grammar rules of the values of arguments: words, code in braces, and names that are declared or looked up.
import type { Binding } from './binding.ts'
import { Conditions } from './conditions.ts'
import * as t from './tokens.ts'
import { trimmed } from './collected.ts'
import { noNode } from './recorded.ts'
import * as modes from './modes.ts'
import { NameScope } from './scope.ts'
import type { Argument } from './names.ts'
import type { RefusalOptions } from './refusal.ts'
import { Literal, Raw } from '../src/syntax/literals.ts'
import * as tree from '../src/syntax/tree.ts'
import { Names, type Variable } from '../src/syntax/variables.ts'
import type { Node } from '../src/syntax/tree.ts'

/** The rules of argument values: `value`, and `valueOrWord`, which accepts a bare word, too. */
export abstract class Values extends Conditions {
  /** The binding of the innermost command. */
  protected binding: Binding | undefined
  /** The argument whose value the next rule reads. That rule copies the field before it calls another rule. */
  protected slotOf: Argument | undefined

  /** The literal of a bare word, read by its argument. Throws a Refusal if the argument does not accept it. */
  protected literal(argument: Argument | undefined, image: string, offset: number): Node {
    const value = argument === undefined ? image : argument.read(image, false)
    if (value === undefined) return this.refuse('syntax-error', offset, this.valueFor(argument, image, offset))
    return new Literal(offset, this.last.to, image, value)
  }

  /** The refusal options for a missing value of the argument; `word` at `from` is what was found instead. */
  protected valueFor(argument: Argument | undefined, word?: string, from = 0): RefusalOptions | undefined {
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
  protected readonly value = this.RULE('value', (): Node => this.OR(this.valueForms))

  /** The value of the argument `slotOf`, in any form. */
  protected readonly valueOrWord = this.RULE('valueOrWord', (): Node => this.OR(this.valueOrWordForms))

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

  /** The raw text of `{...}`, without its braces. */
  private raw(token: { readonly image: string; readonly startOffset: number }): Node {
    return new Raw(token.startOffset, this.last.to, token.image.slice(1, -1))
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

  /** A quoted string as a value, or as a name if the argument takes names. */
  private quoted(
    argument: Argument | undefined,
    binding: Binding | undefined,
    token: { readonly image: string; readonly startOffset: number },
  ): Node {
    if (this.RECORDING_PHASE || argument?.naming === undefined || binding === undefined) return this.text(token, argument)
    const name = this.unescaped(token.image.slice(1, -1), token.startOffset + 1, argument).join('')
    return new Names(token.startOffset, this.last.to, [this.name(argument, binding, name, token.startOffset)])
  }

  private readonly names = this.RULE('names', (argument: Argument | undefined, binding: Binding | undefined): Node => {
    const variables: Variable[] = []
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
    return this.RECORDING_PHASE ? noNode : new Names(first.startOffset, this.last.to, trimmed(variables))
  })

  /**
   * Returns the variable of a name and declares or looks it up, by what the argument does with names (`naming`). Throws a Refusal if a
   * looked-up name is not declared.
   */
  protected name(argument: Argument | undefined, binding: Binding | undefined, name: string, offset: number): Variable {
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
        return this.scope.find(name) ?? this.undeclared(offset)
    }
  }

  /** Refuses a name that no scope declares. */
  private undeclared(offset: number): never {
    const { scope } = this
    return this.refuse('syntax-error', offset, { expected: { variable: true, visible: () => scope.visible() } })
  }
}
