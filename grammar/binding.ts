// Owns how the arguments of one invocation are matched to the command's declared arguments: by name, by position, as flags.
import type { Collected } from './collected.ts'
import type { Argument, Command } from './names.ts'
import type { Refused } from '../src/diagnostic/refused.ts'
import type { HeadShape } from '../src/syntax/head.ts'
import type { PlainLines } from '../src/syntax/plain-lines.ts'
import { GivenArgument, Invocation, type Node } from '../src/syntax/tree.ts'
import type { Variable } from '../src/syntax/variables.ts'

/** The role of a bare word. */
export type Meaning =
  | { readonly is: 'flag'; readonly argument: Argument }
  /** The old form `else {`: the word names the argument and the value follows. */
  | { readonly is: 'name'; readonly argument: Argument }
  | { readonly is: 'value'; readonly argument: Argument }
  | { readonly is: 'unknown' }

/** The arguments given so far to a command. */
export class Binding {
  readonly command: Command
  /** The arguments of all enclosing commands; its own start at `#first`. */
  readonly #given: Collected<GivenArgument>
  readonly #first: number
  /** The counter variables of a loop, visible only in its body. */
  counters: Variable[] | undefined
  /** The late error that makes the invocation fail when it runs. */
  late: Refused | undefined
  /** The position (0-based) from which `nextPlace` searches. */
  #places = 0
  /** Positions that were given by name, as a bit set: no command has more than a few. */
  #taken = 0
  /** The text before the last dot of the previous name (`channel`). */
  #prefix = ''

  /** `given` collects the arguments of all enclosing commands. */
  constructor(command: Command, given: Collected<GivenArgument>) {
    this.command = command
    this.#given = given
    this.#first = given.count
  }

  /** Whether any argument was given. */
  get hasAny(): boolean {
    return this.#given.count > this.#first
  }

  /** The argument of the next positional value. Skips positions that were already given by name. */
  nextPlace(): Argument | undefined {
    while ((this.#taken >> this.#places) & 1) this.#places++
    return this.command.place(this.#places)
  }

  /** The role of a bare word. `ends` returns whether the word is not followed by a value. */
  meaning(word: string, ends: () => boolean): Meaning {
    const exact = this.command.exact(word)
    if (exact?.flag === true) return { is: 'flag', argument: exact }
    if (exact !== undefined && (exact.slot === 'condition' || !ends())) return { is: 'name', argument: exact }
    const place = this.nextPlace()
    // Code is given in braces, brackets or by a variable. In `} # c` the device stops at the `#`.
    if (place !== undefined && place.slot !== 'code') return { is: 'value', argument: place }
    const abbreviated = this.command.argument(word)
    if (abbreviated?.flag === true) return { is: 'flag', argument: abbreviated }
    return { is: 'unknown' }
  }

  /** Expands a leading dot to the prefix of the previous name: `channel.frequency=1 .width=2`. */
  prefixed(name: string): string {
    if (name.charCodeAt(0) === 46) return this.#prefix + name
    const dot = name.lastIndexOf('.')
    this.#prefix = dot > 0 ? name.slice(0, dot) : ''
    return name
  }

  /** Records an argument. Its name spans `from` to `nameTo`; both are equal for a positional argument. */
  give(from: number, nameTo: number, argument: Argument, value: Node | undefined, unset = false): void {
    for (let at = this.#places; ; at++) {
      const place = this.command.place(at)
      if (place === undefined) break
      if (place === argument) this.#taken |= 1 << at
    }
    this.#given.add(new GivenArgument(from, nameTo, argument, value, unset))
  }

  /**
   * Returns the invocation (the command with all of its arguments) and ends the binding. `lines` may store it in packed form: then the
   * result is a `PlainLine`.
   */
  bound(from: number, to: number, shape: HeadShape, lines: PlainLines | undefined): Invocation {
    const { command, late } = this
    const given = this.#given.take(this.#first)
    const plain = late === undefined ? lines?.line(from, to, command, shape, given) : undefined
    return plain ?? new Invocation(from, to, shape, command, given, late)
  }

  /** Records a counter variable that the loop's body can read. */
  count(counter: Variable): void {
    ;(this.counters ??= []).push(counter)
  }
}
