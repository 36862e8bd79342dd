// Owns the arguments of the catalog: each has a kind from the facts, and a slot for the grammar.
import type { Argument, Naming, Slot } from '../../grammar/names.ts'
import { readLiteral } from '../value/literal.ts'
import { ArrayValue, type Value } from '../value/value.ts'
import type { ArgumentFacts } from './facts-file.ts'
import type { Kind } from './kind.ts'
import { notedOf } from './noted.ts'
import { readAsNoted } from './noted-type.ts'
import { takesRawText } from './places.ts'
import type { RootArgument } from './root.ts'

/** An argument of a command, as the parser and the device use it. */
export class KnownArgument implements Argument {
  readonly name: string
  readonly kind: Kind
  readonly slot: Slot
  readonly flag: boolean
  readonly alone: boolean
  readonly sealed: boolean
  readonly ofNames: boolean
  readonly naming: Naming | undefined
  /** A root command's argument of kind `any`: literals are parsed by their form. */
  readonly #generic: boolean
  readonly #list: boolean
  readonly #sure: boolean

  /**
   * `root` describes an argument of a root command (`'root'`: it has no description); undefined for commands of menus, whose path is
   * `menu`. Unless `sure`, no literal is refused. `bare`: the argument may be given without a value, or must be, whatever the facts have.
   */
  constructor(facts: ArgumentFacts, root: RootArgument | 'root' | undefined, sure = true, menu = '/', bare?: 'may' | 'must') {
    const own = typeof root === 'object' ? root : undefined
    this.name = facts.name
    this.kind = root === undefined ? readAsNoted(menu, facts.name, facts.kind) : facts.kind
    this.slot = own?.slot ?? slotOf(facts, menu)
    this.flag = bare !== undefined || facts.kind.name === 'flag'
    this.alone = bare === 'must' || (this.flag && notedOf(menu, ({ reads }) => reads, facts.name) === 'alone')
    this.ofNames = this.kind.name === 'property'
    this.sealed = own?.sealed ?? false
    this.naming = own?.naming
    this.#list = own?.list ?? false
    this.#sure = sure
    this.#generic = root !== undefined && facts.kind.name === 'any'
  }

  read(text: string, quoted: boolean): Value | undefined {
    if (!this.#generic) return this.kind.read(text, this.name, quoted) ?? (this.#sure ? undefined : text)
    if (quoted) return text
    return this.#list && text.includes(',') ? new ArrayValue(text.split(',').map(readLiteral)) : readLiteral(text)
  }
}

/** The slot of a menu command's argument. */
function slotOf({ name, kind }: ArgumentFacts, menu: string): Slot {
  if (kind.name === 'condition') return 'condition'
  if (kind.name === 'code') return 'code'
  return (kind.name === 'string' || kind.name === 'any') && takesRawText(name, menu) ? 'text' : 'value'
}
