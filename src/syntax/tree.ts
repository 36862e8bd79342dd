// Owns the bound tree: the result of parsing a script, with names bound to menus, commands, arguments and variables.
import type { Argument, Command, Menu } from '../../grammar/names.ts'
import type { Refused } from '../diagnostic/refused.ts'
import type { Span } from '../text/source.ts'
import type { Value } from '../value/value.ts'
import type { Head, HeadShape } from './head.ts'
import type { Literal, Raw } from './literals.ts'
import type { FrameLayout, Names, Variable } from './variables.ts'

/** A quoted string. `parts` are strings (escapes resolved) and interpolated nodes; a constant string has at most one part. */
export class Quoted {
  readonly kind = 'quoted'
  readonly from: number
  readonly to: number
  readonly parts: readonly (string | Node)[]
  /** For a constant string: its value as the argument reads it (a quoted `"10"` in a num argument is a num). */
  readonly value: Value | undefined
  /** Whether it has escapes or interpolation, so that the device compiles it to a concatenation. */
  readonly composed: boolean
  constructor(from: number, to: number, parts: readonly (string | Node)[], value: Value | undefined, composed: boolean) {
    this.from = from
    this.to = to
    this.parts = parts
    this.value = value
    this.composed = composed
  }
}

/** `$name`, a bare word in an expression, or a property in a condition. */
export class Reference {
  readonly kind = 'reference'
  readonly from: number
  readonly to: number
  readonly variable: Variable
  /** Whether it was written with a `$`. */
  readonly dollar: boolean
  constructor(from: number, to: number, variable: Variable, dollar: boolean) {
    this.from = from
    this.to = to
    this.variable = variable
    this.dollar = dollar
  }
}

/** `[...]`: runs its statements in the same frame and yields the last one's value. */
export class Bracket {
  readonly kind = 'bracket'
  readonly from: number
  readonly to: number
  readonly body: Body
  constructor(from: number, to: number, body: Body) {
    this.from = from
    this.to = to
    this.body = body
  }
}

/** An expression in parentheses. It is a node because the printed forms of code show it. */
export class Group {
  readonly kind = 'group'
  readonly from: number
  readonly to: number
  readonly inner: Node
  constructor(from: number, to: number, inner: Node) {
    this.from = from
    this.to = to
    this.inner = inner
  }
}

/**
 * An operator with its operands. Binary and variadic signs as written (`+`, `and`, `or`, `,`, `.`, `->`, `<%%`, ...; `&&` is `and`,
 * `||` is `or`), `' '` for juxtaposition. Prefix signs have one operand: `!`, `-`, `~`, `any`, `>` (defer).
 */
export class Operation {
  readonly kind = 'operation'
  readonly from: number
  readonly to: number
  readonly operator: string
  readonly operands: readonly Node[]
  constructor(from: number, to: number, operator: string, operands: readonly Node[]) {
    this.from = from
    this.to = to
    this.operator = operator
    this.operands = operands
  }
}

/** `{a;b}`, `{k=v}`. A member `k=` without a value is the positional text `k`: key undefined, a Literal. */
export class ArrayNode {
  readonly kind = 'array'
  readonly from: number
  readonly to: number
  readonly members: readonly ArrayMember[]
  constructor(from: number, to: number, members: readonly ArrayMember[]) {
    this.from = from
    this.to = to
    this.members = members
  }
}
/** An element of an array, with its key if it has one. */
export interface ArrayMember {
  readonly key: string | undefined
  /** The range of its key, with quotes and without the `=`. */
  readonly keyAt: Span | undefined
  readonly value: Node
}

/** `{...}` in a code slot. `frame` is set if the body is sealed (a function), which creates its own frame. */
export class Block {
  readonly kind = 'block'
  readonly from: number
  readonly to: number
  readonly body: Body
  readonly frame: FrameLayout | undefined
  constructor(from: number, to: number, body: Body, frame: FrameLayout | undefined) {
    this.from = from
    this.to = to
    this.body = body
    this.frame = frame
  }
}

/** A `where` expression of a menu, evaluated once per row. `expression` is undefined for a bare `where`. */
export class Condition {
  readonly kind = 'condition'
  readonly from: number
  /** The end of the leading `where` (`find where a=b`); equals `from` if there is none or the word is an argument's name. */
  readonly wordTo: number
  readonly to: number
  readonly menu: Menu
  readonly expression: Node | undefined
  constructor(from: number, wordTo: number, to: number, menu: Menu, expression: Node | undefined) {
    this.from = from
    this.wordTo = wordTo
    this.to = to
    this.menu = menu
    this.expression = expression
  }
}

/** A value of any form. */
export type Node = Literal | Quoted | Reference | Bracket | Group | Operation | ArrayNode | Block | Raw | Names | Condition

/** One argument of an invocation. A flag has no value. `unset`: `!name`. */
export class GivenArgument {
  readonly from: number
  /** The end of its name; equals `from` if it has none. */
  readonly nameTo: number
  readonly argument: Argument
  readonly value: Node | undefined
  readonly unset: boolean
  constructor(from: number, nameTo: number, argument: Argument, value: Node | undefined, unset: boolean) {
    this.from = from
    this.nameTo = nameTo
    this.argument = argument
    this.value = value
    this.unset = unset
  }
  get to(): number {
    return this.value === undefined ? this.nameTo : this.value.to
  }
  /** The range of its name, without `=` and `!`; undefined for a positional argument. */
  get name(): Span | undefined {
    const { from, nameTo, unset } = this
    return nameTo === from ? undefined : { from: unset ? from + 1 : from, to: nameTo }
  }
  /** Whether it is `name=` without a value. */
  get isEmpty(): boolean {
    return this.value?.kind === 'literal' && this.value.from === this.value.to
  }
}

/** A known command with its arguments, in the order written. `from` is its first word; a sign before it belongs to the head. */
export class Invocation {
  readonly kind = 'invocation'
  readonly from: number
  readonly to: number
  readonly shape: HeadShape
  readonly command: Command
  readonly given: readonly GivenArgument[]
  /** A late error (`bad parameter X`, 7.23 and later), raised instead of running the command. */
  readonly late: Refused | undefined
  constructor(from: number, to: number, shape: HeadShape, command: Command, given: readonly GivenArgument[], late: Refused | undefined) {
    this.from = from
    this.to = to
    this.shape = shape
    this.command = command
    this.given = given
    this.late = late
  }
  get head(): Head {
    return this.shape.at(this.from)
  }
}

/** An argument of a call or of an unknown command. */
export interface LooseArgument {
  readonly key: string | undefined
  /** The range of its key, without the `=`. */
  readonly keyAt: Span | undefined
  readonly value: Node | undefined
}

/** A value called as a statement: `$f a b=c`, `[...] x`, `("...")`. Without arguments a bracket or paren is only evaluated. */
export class Call {
  readonly kind = 'call'
  readonly from: number
  readonly to: number
  readonly callee: Node
  readonly given: readonly LooseArgument[]
  constructor(from: number, to: number, callee: Node, given: readonly LooseArgument[]) {
    this.from = from
    this.to = to
    this.callee = callee
    this.given = given
  }
}

/** An unknown command: accepted, and raised as `late` at run time. `words` are the path words from the first unknown one on. */
export class Unknown {
  readonly kind = 'unknown'
  readonly from: number
  readonly to: number
  readonly shape: HeadShape
  /** `bad command name X`, at the unknown word behind known menus. */
  readonly late: Refused
  readonly words: readonly string[]
  readonly given: readonly LooseArgument[]
  constructor(from: number, to: number, shape: HeadShape, late: Refused, words: readonly string[], given: readonly LooseArgument[]) {
    this.from = from
    this.to = to
    this.shape = shape
    this.late = late
    this.words = words
    this.given = given
  }
  get head(): Head {
    return this.shape.at(this.from)
  }
}

/** `{...}` at statement start: a scope. */
export class Scope {
  readonly kind = 'scope'
  readonly from: number
  readonly to: number
  readonly body: Body
  constructor(from: number, to: number, body: Body) {
    this.from = from
    this.to = to
    this.body = body
  }
}

/** A path without a command. Later statements are already bound to its menu; it is kept for printed forms and the prompt. */
export class Path {
  readonly kind = 'path'
  readonly from: number
  readonly to: number
  readonly shape: HeadShape
  readonly menu: Menu
  /** The block of `/path { ... }`. */
  readonly body: Body | undefined
  constructor(from: number, to: number, shape: HeadShape, menu: Menu, body: Body | undefined) {
    this.from = from
    this.to = to
    this.shape = shape
    this.menu = menu
    this.body = body
  }
  get head(): Head {
    return this.shape.at(this.from)
  }
}

/** A statement of any form. */
export type Statement = Invocation | Call | Unknown | Scope | Path

/** A list of statements. `from` and `to` enclose them, without the braces; `menu` is the current menu at the start. */
export interface Body {
  readonly from: number
  readonly to: number
  readonly menu: Menu
  readonly statements: readonly Statement[]
}

/** A parsed script, which is a sealed body. */
export interface Script {
  readonly body: Body
  readonly frame: FrameLayout
  /** The current menu at its end, where a console continues. */
  readonly menu: Menu
  /**
   * Its comments in the order of the text, each from its `#` to the end of its line. Comments in code within strings or raw text are not
   * included.
   */
  readonly comments: readonly Span[]
}
