// Owns an argument as the catalog gives it: the facts' kind with the slot that the grammar reads it in.
import type { Argument, Naming, Slot } from '../../grammar/names.ts'
import { readLiteral } from '../value/literal.ts'
import { ArrayValue, type Value } from '../value/value.ts'
import type { ArgumentFacts } from './facts-file.ts'
import type { Kind } from './kind.ts'
import { notedOf } from './noted.ts'
import { readAsNoted } from './noted-type.ts'
import { takesRawText } from './places.ts'
import type { RootArgument } from './root.ts'

/** An argument of a command. */
export class KnownArgument implements Argument {
  readonly name: string
  readonly kind: Kind
  readonly slot: Slot
  readonly flag: boolean
  readonly alone: boolean
  readonly sealed: boolean
  readonly naming: Naming | undefined
  /** A root command's untyped argument: any literal is recognised by its form. */
  readonly #generic: boolean
  readonly #list: boolean
  readonly #sure: boolean

  /**
   * `root` is what the language says of it; undefined for commands of menus, which `menu` names. Where it is not `sure`, no literal is
   * refused. `stands`: it may stand alone, whatever the facts say that it takes, or does so always.
   */
  constructor(facts: ArgumentFacts, root: RootArgument | 'root' | undefined, sure = true, menu = '/', stands?: 'may' | 'alone') {
    const own = typeof root === 'object' ? root : undefined
    this.name = facts.name
    this.kind = root === undefined ? readAsNoted(menu, facts.name, facts.kind) : facts.kind
    this.slot = own?.slot ?? slotOf(facts, menu)
    this.flag = stands !== undefined || facts.kind.kind === 'flag'
    this.alone = stands === 'alone' || (this.flag && notedOf(menu, ({ reads }) => reads, facts.name) === 'alone')
    this.sealed = own?.sealed ?? false
    this.naming = own?.naming
    this.#list = own?.list ?? false
    this.#sure = sure
    this.#generic = root !== undefined && facts.kind.kind === 'any'
  }

  read(text: string, quoted: boolean): Value | undefined {
    if (!this.#generic) return this.kind.read(text, this.name, quoted) ?? (this.#sure ? undefined : text)
    if (quoted) return text
    return this.#list && text.includes(',') ? new ArrayValue(text.split(',').map(readLiteral)) : readLiteral(text)
  }
}

function slotOf({ name, kind }: ArgumentFacts, menu: string): Slot {
  if (kind.kind === 'condition') return 'condition'
  if (kind.kind === 'code') return 'code'
  return (kind.kind === 'string' || kind.kind === 'any') && takesRawText(name, menu) ? 'text' : 'value'
}
