// Owns how the arguments of one invocation find their names: by name, by place, as flags.
import type { Argument, Command } from './names.ts'
import type { Refused } from '../src/diagnostic/refused.ts'
import type { HeadShape } from '../src/syntax/head.ts'
import type { PlainLines } from '../src/syntax/plain-lines.ts'
import { Given, Invocation, type Node, type Variable } from '../src/syntax/tree.ts'

/** What a bare word turns out to be. */
export type Meaning =
  | { readonly is: 'flag'; readonly argument: Argument }
  /** The old form `else {`: the name of the argument whose value comes next. */
  | { readonly is: 'name'; readonly argument: Argument }
  | { readonly is: 'value'; readonly argument: Argument }
  | { readonly is: 'unknown' }

/** The arguments given so far to a command. */
export class Binding {
  readonly command: Command
  /** Those of all commands around, the innermost last: its own from `#first` on. */
  readonly #given: Given[]
  readonly #first: number
  /** The counters of a loop, known in its code only. */
  counters: Variable[] | undefined
  /** What makes the whole invocation fail when it is reached. */
  late: Refused | undefined
  #places = 0
  /** Places that were given by name, one bit each: no command has more than a few. */
  #taken = 0
  #prefix = ''

  /** `given` is the list of all commands around. */
  constructor(command: Command, given: Given[]) {
    this.command = command
    this.#given = given
    this.#first = given.length
  }

  /** Whether it has any arguments. */
  get hasAny(): boolean {
    return this.#given.length > this.#first
  }

  /** The argument that the next value given by place belongs to. A place given by name is not taken again. */
  nextPlace(): Argument | undefined {
    while ((this.#taken >> this.#places) & 1) this.#places++
    return this.command.place(this.#places)
  }

  /** What a bare word means; `ends` tells that no value follows it. */
  meaning(word: string, ends: () => boolean): Meaning {
    const exact = this.command.exact(word)
    if (exact?.flag === true) return { is: 'flag', argument: exact }
    if (exact !== undefined && (exact.slot === 'condition' || !ends())) return { is: 'name', argument: exact }
    const place = this.nextPlace()
    // Code is given in braces, brackets or by a variable: in `} # c` the device stops at the `#`.
    if (place !== undefined && place.slot !== 'code') return { is: 'value', argument: place }
    const abbreviated = this.command.argument(word)
    if (abbreviated?.flag === true) return { is: 'flag', argument: abbreviated }
    return { is: 'unknown' }
  }

  /** The full name behind a leading dot, which repeats the prefix of the name before: `channel.frequency=1 .width=2`. */
  prefixed(name: string): string {
    if (name.charCodeAt(0) === 46) return this.#prefix + name
    const dot = name.lastIndexOf('.')
    this.#prefix = dot > 0 ? name.slice(0, dot) : ''
    return name
  }

  /** Takes an argument. `nameTo` is where its name ends that starts at `from`, or `from` where it is given by place. */
  give(from: number, nameTo: number, argument: Argument, value: Node | undefined, unset = false): void {
    for (let at = this.#places; ; at++) {
      const place = this.command.place(at)
      if (place === undefined) break
      if (place === argument) this.#taken |= 1 << at
    }
    this.#given.push(new Given(from, nameTo, argument, value, unset))
  }

  /** The command with all of them; this ends the binding. `lines` takes it where it is a plain line. */
  bound(from: number, to: number, shape: HeadShape, lines: PlainLines | undefined): Invocation {
    const { command, late } = this
    const given = this.#given.slice(this.#first)
    this.#given.length = this.#first
    const plain = late === undefined ? lines?.line(from, to, command, shape, given) : undefined
    return plain ?? new Invocation(from, to, shape, command, given, late)
  }

  /** A counter that the loop's code will know. */
  count(counter: Variable): void {
    ;(this.counters ??= []).push(counter)
  }
}
