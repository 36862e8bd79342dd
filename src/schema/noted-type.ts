// Owns the types that notes give to properties whose kind the device's listing leaves open.
import { readKind, type Kind } from './kind.ts'
import type { NotedType } from './notes/menu-notes.ts'

/** The noted type of an argument, with the words and marks of its kind; undefined where its kind says itself what it takes. */
export function typed(type: NotedType, kind: Kind): Kind | undefined {
  if (kind.kind !== 'any' && (kind.kind !== 'enum' || kind.closed)) return undefined
  const { negated, several, words } = kind
  const manner = { negated, several, words }
  if (type === 'closed' || type === 'only') {
    if (words.length === 0) return undefined
    return type === 'only' ? { kind: 'only', ...manner } : { kind: 'enum', closed: true, ...manner }
  }
  if (isEnumeration(type)) return { kind: 'enum', closed: true, ...manner, words: [...new Set([...type.split(' ').slice(1), ...words])] }
  return { ...readKind(type, (word) => word), ...manner }
}

const isEnumeration = (type: NotedType): type is `enum ${string}` => type.startsWith('enum ')
