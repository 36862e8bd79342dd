// Owns the packed form of plain lines (`add a=b c=d`): each is stored as a few numbers, and its arguments are made when they are read.
import type { Argument, Command } from '../../grammar/names.ts'
import type { Value } from '../value/value.ts'
import type { Head, HeadShape } from './head.ts'
import { GivenArgument, type Node } from './tree.ts'

/** The kind of value that follows an argument's name. */
type Written = 'nothing' | 'word' | 'string'

/** A word or a constant string without escapes. Its value is computed at each read. */
abstract class Constant {
  readonly from: number
  readonly to: number
  protected readonly written: string
  readonly #argument: Argument
  constructor(from: number, to: number, text: string, argument: Argument) {
    this.from = from
    this.to = to
    this.written = text
    this.#argument = argument
  }
  protected read(quoted: boolean): Value {
    // The value is valid: the parser has read it, and refuses the text otherwise.
    return this.#argument.read(this.written, quoted) ?? this.written
  }
}

class PlainWord extends Constant {
  readonly kind = 'literal'
  get text(): string {
    return this.written
  }
  get value(): Value {
    return this.from === this.to ? '' : this.read(false)
  }
}

class PlainString extends Constant {
  readonly kind = 'quoted'
  readonly composed = false
  get parts(): readonly string[] {
    return this.written === '' ? [] : [this.written]
  }
  get value(): Value {
    return this.read(true)
  }
}

/**
 * A node of a prefix tree of arguments. Lines of one command whose arguments have the same names and forms share the node; it stores all
 * that they have in common.
 */
class Form {
  /** The node without the last argument; undefined for the root, which has none. */
  readonly around: Form | undefined
  /** The number of arguments up to here. */
  readonly count: number
  readonly lines: PlainLines
  readonly command: Command
  readonly shape: HeadShape
  /** The last argument; undefined for the root. */
  readonly argument: Argument | undefined
  readonly written: Written
  readonly unset: boolean
  /** The length of the argument's name as written, and the distance from its end to the value, in bytes. */
  readonly name: number
  readonly gap: number
  readonly #longer: Form[] = []

  constructor(lines: PlainLines, command: Command, shape: HeadShape, last?: Last, around?: Form) {
    this.around = around
    this.count = around === undefined ? 0 : around.count + 1
    this.lines = lines
    this.command = command
    this.shape = shape
    this.argument = last?.argument
    this.written = last?.written ?? 'nothing'
    this.unset = last?.unset ?? false
    this.name = last?.name ?? 0
    this.gap = last?.gap ?? 0
  }

  /** Returns the form with one more argument. */
  with(given: GivenArgument): Form {
    const { argument, unset, from, nameTo, value } = given
    const written = value === undefined ? 'nothing' : value.kind === 'literal' ? 'word' : 'string'
    const name = nameTo - from
    const gap = value === undefined ? 0 : value.from - nameTo
    for (const form of this.#longer)
      if (form.argument === argument && form.written === written && form.name === name && form.gap === gap && form.unset === unset)
        return form
    const made = new Form(this.lines, this.command, this.shape, { argument, written, unset, name, gap }, this)
    this.#longer.push(made)
    return made
  }
}

/** The last argument of a form. */
type Last = Pick<Form, 'written' | 'unset' | 'name' | 'gap'> & { readonly argument: Argument }

/** A plain line in packed form. It is used like an `Invocation`; `given` makes the arguments, and the last line read is cached. */
export class PlainLine {
  readonly kind = 'invocation'
  readonly from: number
  readonly to: number
  readonly #form: Form
  readonly #at: number
  constructor(from: number, to: number, form: Form, at: number) {
    this.from = from
    this.to = to
    this.#form = form
    this.#at = at
  }
  get shape(): HeadShape {
    return this.#form.shape
  }
  get command(): Command {
    return this.#form.command
  }
  get late(): undefined {
    return undefined
  }
  get head(): Head {
    return this.shape.at(this.from)
  }
  get given(): readonly GivenArgument[] {
    return this.#form.lines.given(this, this.#form, this.#at)
  }
}

/** Numbers are stored in pages of 2 to this power, so that growth copies nothing. */
const pageBits = 16
const pageSize = 1 << pageBits

/** The packed lines of one text. */
export class PlainLines {
  readonly #text: string
  readonly #forms = new Map<Command, Form>()
  /** What differs between lines of one form: two numbers for each argument, the start of its name and the end of its value. */
  readonly #pages: Int32Array[] = []
  /** The count of numbers in `#pages`. */
  #length = 0
  /** The line whose arguments are cached in `#given`. */
  #cachedLine: PlainLine | undefined
  #given: readonly GivenArgument[] = []

  constructor(text: string) {
    this.#text = text
  }

  /** Stores an invocation and returns its packed form; undefined if it is no plain line or has escapes or continuations in it. */
  line(from: number, to: number, command: Command, shape: HeadShape, given: readonly GivenArgument[]): PlainLine | undefined {
    if (command.menu.parent === undefined || !given.every(isShort)) return undefined
    let form = this.#forms.get(command)
    if (form?.shape !== shape) this.#forms.set(command, (form = new Form(this, command, shape)))
    const at = this.#length
    for (const argument of given) {
      form = form.with(argument)
      this.#push(argument.from)
      this.#push(argument.to)
    }
    return new PlainLine(from, to, form, at)
  }

  /** Returns the arguments of a line, whose numbers start at the index `at`. */
  given(line: PlainLine, form: Form, at: number): readonly GivenArgument[] {
    if (this.#cachedLine !== line) {
      this.#cachedLine = line
      this.#given = this.#make(form, at)
    }
    return this.#given
  }

  #make(form: Form, at: number): readonly GivenArgument[] {
    const made = new Array<GivenArgument>(form.count)
    for (let part = form; part.argument !== undefined && part.around !== undefined; part = part.around) {
      const { argument, written, unset, name, gap, count } = part
      const place = at + 2 * (count - 1)
      const from = this.#read(place)
      const to = this.#read(place + 1)
      const start = from + name + gap
      made[count - 1] = new GivenArgument(from, from + name, argument, this.#node(written, start, to, argument), unset)
    }
    return made
  }

  #node(written: Written, from: number, to: number, argument: Argument): Node | undefined {
    if (written === 'nothing') return undefined
    if (written === 'word') return new PlainWord(from, to, this.#text.slice(from, to), argument)
    return new PlainString(from, to, this.#text.slice(from + 1, to - 1), argument)
  }

  #push(value: number): void {
    const at = this.#length++
    const page = at >> pageBits
    ;(this.#pages[page] ??= new Int32Array(pageSize))[at & (pageSize - 1)] = value
  }

  #read(at: number): number {
    return this.#pages[at >> pageBits]?.[at & (pageSize - 1)] ?? 0
  }
}

/** Whether an argument's value is a word or a constant string that is written without escapes. */
function isShort({ nameTo, value }: GivenArgument): boolean {
  if (value === undefined) return true
  // A line continuation between `name=` and its value.
  if (value.from - nameTo > 1) return false
  if (value.kind === 'literal') return value.text.length === value.to - value.from
  if (value.kind !== 'quoted' || value.value === undefined) return false
  const {
    parts: [first = '', ...more],
    from,
    to,
  } = value
  return more.length === 0 && typeof first === 'string' && first.length === to - from - 2
}
