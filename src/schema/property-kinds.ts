// Owns computing the kinds of a menu's properties from the arguments that set them, from notes and from the manual.
import type { FactsFile } from './facts-file.ts'
import type { Kind } from './kind.ts'
import { inOrder } from './kinds/enum.ts'
import { anyKind } from './kinds/read.ts'
import { forms, stored } from './kinds/stored.ts'
import type { KnownArgument } from './known-argument.ts'
import type { ManualMenu } from './manual-facts.ts'
import type { CatalogData } from './menu-facts.ts'
import { notedOf } from './noted.ts'
import { notedKind } from './noted-type.ts'

/** The kinds of the properties of one menu. */
export class PropertyKinds {
  readonly #path: string
  readonly #shared: CatalogData
  readonly #file: () => FactsFile
  readonly #given: (property: string) => KnownArgument | undefined
  readonly #types = new Map<string, Kind>()

  /** `path` is the menu's, `file` returns its facts, `given` the argument that sets a property. */
  constructor(path: string, shared: CatalogData, file: () => FactsFile, given: (property: string) => KnownArgument | undefined) {
    this.#path = path
    this.#shared = shared
    this.#file = file
    this.#given = given
  }

  get #named(): ManualMenu {
    return this.#shared.named(this.#path)
  }

  /** Returns the kind of a property: of the argument that sets it, or by the manual if that is not specific; else `any`. */
  kindOf(property: string): Kind {
    const named = this.#isOpen(property) ? this.#named.types.get(property)?.kind : undefined
    const kind = named ?? this.#given(property)?.kind ?? anyKind
    const isSet = kind.name === 'enum' && kind.several && this.#named.sets.includes(property)
    return this.#kept(property, isSet ? inOrder(kind) : kind)
  }

  /** Whether there is an argument of that name whose values no device describes. */
  #isOpen(property: string): boolean {
    const kind = this.#given(property)?.kind
    return kind?.name === 'any' && kind.words.length === 0
  }

  /** Returns the kind with the stored form of the property, by notes or by the manual. */
  #kept(property: string, kind: Kind): Kind {
    if (this.#given(property) === undefined) return kind
    const form = notedOf(this.#path, ({ keeps }) => keeps, property)
    const own = form === undefined ? this.#named.types.get(property)?.form : forms[form]
    return own === undefined ? kind : stored(kind, own)
  }

  /** Returns the kind that checks values of a property: its own, or the type in notes if that is not specific. */
  validatingKindOf(property: string): Kind {
    const known = this.#types.get(property)
    if (known !== undefined) return known
    const type = this.#validatingKindOf(property)
    this.#types.set(property, type)
    return type
  }

  #validatingKindOf(property: string): Kind {
    const type = notedOf(this.#path, ({ types }) => types, property)
    const kind = type && (this.#given(property)?.kind ?? this.#elsewhere(property))
    const noted = kind && notedKind(type, kind)
    if (noted !== undefined) return this.#kept(property, noted)
    const named = this.#isOpen(property) ? this.#named.types.get(property)?.type : undefined
    return named === undefined ? this.kindOf(property) : this.#kept(property, named)
  }

  /** Returns the kind of an argument that sets the property in other releases: the read-only property has the same type. */
  #elsewhere(property: string): Kind | undefined {
    const given = ['set', 'add'].flatMap((command) => this.#file().argumentsOf(this.#path, command))
    return given.find(({ name }) => name === property)?.kind
  }
}
