// Owns the grammar rules of strings and of names behind `$`.
import type { ParserMethod } from 'chevrotain'
import { Cursor } from './cursor.ts'
import * as t from './tokens.ts'
import { trimmed } from './collected.ts'
import { noNode } from './recorded.ts'
import * as modes from './modes.ts'
import type { Lexicon } from './modes.ts'
import { unescape } from './escapes.ts'
import type { Argument } from './names.ts'
import type { Expected } from './refusal.ts'
import * as tree from '../src/syntax/tree.ts'
import type { Node } from '../src/syntax/tree.ts'

/** A string while it is read, with its parts so far. */
interface Opened {
  readonly parts: (string | Node)[]
  readonly argument: Argument | undefined
}

/** The rules of strings, and the methods that resolve names behind `$` and close brackets. */
export abstract class Strings extends Cursor {
  /** Statements up to an unmatched closer (parser.ts). */
  protected abstract readonly body: ParserMethod<[], tree.Body>
  protected abstract readonly expression: ParserMethod<[], Node>
  /** The lexicon in which the next expression is read. */
  protected abstract lexicon: Lexicon

  /** Throws a Refusal if no `]` follows. */
  protected closeBracket(): void {
    if (!this.RECORDING_PHASE && !this.ahead(t.BracketClose))
      this.refuse('expected-command-name', this.LA(1).startOffset, { expected: { closer: ']' } })
  }

  /** Refuses an unclosed brace. `message` replaces the usual message at the end of the text. */
  protected closeBrace(message: string | undefined): void {
    if (this.RECORDING_PHASE || this.ahead(t.BraceClose)) return
    const expected = { closer: '}' } as const
    if (this.ahead(t.End)) this.refuse('missing-closing-brace', this.LA(1).startOffset, { expected, message })
    this.refuse('expected-command-name', this.LA(1).startOffset, { expected })
  }

  /** The reference of a token `$name`, `$"any name"` or (in a string) `$$name`. */
  protected reference(token: { readonly image: string; readonly startOffset: number }): Node {
    if (this.RECORDING_PHASE) return noNode
    const from = token.image.startsWith('$$') ? 1 : 0
    const image = token.image.slice(from)
    const startOffset = token.startOffset + from
    const name = image[1] === '"' ? this.unescaped(image.slice(2, -1), startOffset + 2, undefined).join('') : image.slice(1)
    return new tree.Reference(startOffset, this.last.to, this.variable(name), true)
  }

  /** Resolves the escapes of a string part that starts at `offset`. Refuses a bad escape at its offending byte. */
  protected unescaped(raw: string, offset: number, argument: Argument | undefined): readonly string[] {
    const parts = unescape(raw)
    return typeof parts === 'number' ? this.badString(argument, offset + parts) : parts
  }

  /** A string without interpolation. */
  protected text(token: { readonly image: string; readonly startOffset: number }, argument: Argument | undefined): Node {
    if (this.RECORDING_PHASE) return noNode
    const { image, startOffset } = token
    const parts = this.unescaped(image.slice(1, -1), startOffset + 1, argument)
    const text = parts.join('')
    const value = argument === undefined ? text : argument.read(text, true)
    if (value === undefined) {
      if (argument === undefined) return this.refuse('syntax-error', startOffset)
      const expected = { argument, slot: argument.slot, command: undefined }
      return this.refuse('syntax-error', startOffset, { expected, about: { word: text, from: startOffset } })
    }
    return new tree.Quoted(startOffset, startOffset + image.length, parts, value, parts.length > 1)
  }

  /** Reads the statements inside a bracket or block. */
  protected readonly nestedBody = (): tree.Body => this.SUBRULE(this.body)

  /** The innermost string. */
  private string: Opened = { parts: [], argument: undefined }

  /** A string with `$name`, `$(...)` or `$[...]` in it. */
  protected readonly interpolated = this.RULE('interpolated', (argument: Argument | undefined): Node => {
    const { string: outer } = this
    const { startOffset: from } = this.CONSUME(t.StringOpen.type)
    const parts: (string | Node)[] = []
    this.string = { parts, argument }
    this.enter(modes.string)
    this.MANY(this.stringPart)
    this.string = outer
    if (!this.RECORDING_PHASE && !this.ahead(t.StringClose)) this.unclosed(argument)
    this.CONSUME(t.StringClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.Quoted(from, this.last.to, trimmed(parts), undefined, true)
  })

  private readonly stringPart = (): void => {
    this.OR(this.stringForms)
    this.enter(modes.string)
  }

  private readonly stringForms = [
    {
      ALT: (): void => {
        const { image, startOffset } = this.CONSUME(t.Chunk.type)
        const { parts, argument } = this.string
        if (!this.RECORDING_PHASE) parts.push(...this.unescaped(image, startOffset, argument))
      },
    },
    { ALT: (): void => void this.string.parts.push(this.reference(this.CONSUME(t.SVar.type))) },
    {
      ALT: (): void => {
        const at = this.CONSUME(t.DollarParen.type)
        this.descend()
        this.lexicon = modes.paren
        const inner = this.SUBRULE(this.expression)
        this.ascend()
        this.CONSUME(t.ParenClose.type)
        this.string.parts.push(new tree.Group(at.startOffset, this.lexer.offset, inner))
      },
    },
    {
      ALT: (): void => {
        const at = this.CONSUME(t.DollarBracket.type)
        const body = this.scoped(this.inner, this.nestedBody)
        this.closeBracket()
        this.CONSUME(t.BracketClose.type)
        this.string.parts.push(new tree.Bracket(at.startOffset, this.lexer.offset, body))
      },
    },
  ]

  /** `"$x"`, whose value is that of `x`. Anything but the closing quote behind the name is refused. */
  protected readonly namedString = this.RULE('namedString', (): Node => {
    const { startOffset: from } = this.CONSUME(t.NamedOpen.type)
    this.enter(modes.string)
    const name = this.reference(this.CONSUME(t.SVar.type))
    if (!this.RECORDING_PHASE && !this.ahead(t.StringClose))
      this.refuse('syntax-error', this.LA(1).startOffset, { expected: { closer: '"' } })
    this.CONSUME(t.StringClose.type)
    return this.RECORDING_PHASE ? noNode : new tree.Quoted(from, this.last.to, [name], undefined, false)
  })

  private unclosed(argument: Argument | undefined): never {
    const token = this.LA(1)
    if (this.ahead(t.Unfit)) return this.refuse('syntax-error', token.startOffset + 1, { expected: { variable: true } })
    return this.badString(argument, token.startOffset, { closer: '"' })
  }

  /** Refuses a string; the device's message names its argument. */
  private badString(argument: Argument | undefined, offset: number, expected?: Expected): never {
    if (argument === undefined) return this.refuse('syntax-error', offset, { expected })
    return this.refuse('bad-string', offset, { expected, message: `expected ${argument.name} value` })
  }
}
