// Owns the kinds of properties in plain stores: parsed as the argument's kind, checked by what facts and notes add.
import { allInterfaces, interfaceLists } from '../../schema/interfaces.ts'
import type { KnownMenu } from '../../schema/known-menu.ts'
import type { Kind } from '../../schema/kind.ts'
import { noted } from '../../schema/noted.ts'
import { list, reference, type References } from '../../schema/property.ts'
import type { ReferenceNote } from '../../schema/notes/note-types.ts'
import { hasAllPorts, mayExist, namesIn, referenceOfValue } from '../../schema/references.ts'
import { missingRow } from '../../schema/refusal.ts'
import type { Value } from '../../value/value.ts'

/** Returns the kind of a property: it parses, checks and stores what is given. Without facts of this release nothing is refused. */
export function plainType(menu: KnownMenu, name: string): Kind {
  const kind = menu.kindOf(name)
  const type = menu.validatingKindOf(name)
  const named = referenceOfValue(menu, name)
  const followed = named?.of.find((path) => noted(path, ({ followed }) => followed) === true)
  // References in settings may be empty, and can be reset to that (*inferred*).
  const isOpen = menu.shape === 'settings'
  const listed = menu.command('add')?.arguments.has(`${name}-list`) === true ? `${name}-list` : undefined
  if (named !== undefined && followed !== undefined) return byId(followed, named, type, isOpen)
  return {
    ...kind,
    words: type.words,
    otherValues: type.otherValues,
    fault: type.fault,
    accept(given, argument, references) {
      const text = accepted(menu.sure, type, argument, kind.write(given, name))
      if (named !== undefined && menu.sure && !(isOpen && text === ''))
        refuseUnknown({ ...named, listed }, type, argument, text, references)
      return kind.keep(text, name)
    },
    right: type.right,
    arbitrary: type.arbitrary,
  }
}

/** Returns the kind of references that are stored as ids of rows of the menu at `path` (`followed` in notes). */
function byId(path: string, { words, several }: ReferenceNote, type: Kind, isOpen: boolean): Kind {
  const one = reference(path, { words: [...words, ...type.words, ...(isOpen ? [''] : [])] })
  return several || type.several ? list(one) : one
}

/** A reference, with the argument for interface lists beside it. */
interface NamedReference extends ReferenceNote {
  readonly listed: string | undefined
}

/** Throws a Failure for the name of an item that does not exist. */
function refuseUnknown(named: NamedReference, { words }: Kind, argument: string, text: string, references: References): void {
  for (const name of namesIn(named, text)) {
    if (words.includes(name) || references.knows(named.of, name) !== false) continue
    const mayBe = mayExist(named, name, { portsKnown: hasAllPorts(references.board) }) && references.wasNamed?.(named.of, name) !== true
    if (mayBe) continue
    const { of: menus, listed } = named
    const isList = (): boolean => menus.includes(allInterfaces) && references.names?.([interfaceLists]).includes(name) === true
    throw missingRow(named.called ?? argument, {
      written: argument,
      wanted: name,
      menus,
      names: () => references.names?.(menus) ?? [],
      asList: () => (isList() ? { instead: listed === undefined ? undefined : `${listed}=${text}` } : undefined),
    })
  }
}

/** Returns the text after its check; without facts of this release nothing is refused. */
function accepted(sure: boolean, type: Kind, argument: string, text: string): string {
  try {
    return type.complete(text, argument)
  } catch (failure) {
    if (sure) throw failure
    return text
  }
}

/** Returns the stored form of a text from facts or notes (a default, a row of a new device); it is not checked. */
export const storedText = (menu: KnownMenu, name: string, text: string): Value => menu.kindOf(name).keep(text, name)
