// Owns the kinds of settings values: each parses a piece of JSON and provides its JSON schema.
import type { Node } from 'jsonc-parser'
import type { Span } from '../text/source.ts'
import { didYouMean, quotedAlternatives } from '../resolve/check/similar.ts'

/** An error in a settings file; offsets are those of its text. */
export interface SettingsFault extends Span {
  readonly message: string
  readonly help?: string | undefined
}

/** A piece of a JSON schema (draft 7). */
export type Schema = Readonly<Record<string, unknown>>

/** A kind of value. `read` returns undefined for an invalid value and adds to `faults`. */
export interface SettingsKind<T> {
  readonly schema: Schema
  read(this: void, node: Node, faults: SettingsFault[]): T | undefined
}

/** Reports an error at a node; returns undefined. */
function reportSettingsFault(node: Node, faults: SettingsFault[], message: string, help?: string): undefined {
  faults.push({ from: node.offset, to: node.offset + node.length, message, help })
}

/** A node as JSON, shortened for a message. */
const shown = ({ type, value }: Node): string =>
  type === 'object' ? '{...}' : type === 'array' ? '[...]' : JSON.stringify(value).slice(0, 60)

/** A text; `judge` returns what is wrong with it. */
export const textSetting = (
  faultOf: (text: string) => { readonly message: string; readonly help?: string | undefined } | undefined = () => undefined,
  schema: Schema = {},
): SettingsKind<string> => ({
  schema: { type: 'string', ...schema },
  read(node, faults) {
    if (node.type !== 'string') return reportSettingsFault(node, faults, `${shown(node)} is no text`)
    const value = String(node.value)
    const fault = faultOf(value)
    return fault === undefined ? value : reportSettingsFault(node, faults, fault.message, fault.help)
  },
})

/** One of some words; `what` names the word in messages. */
export const wordSetting = <const T extends string>(words: readonly T[], what: string): SettingsKind<T> => ({
  schema: { enum: words },
  read(node, faults) {
    const found = words.find((one) => one === node.value)
    if (found !== undefined) return found
    const given = String(node.value)
    const help = didYouMean(given, words) ?? (words.length > 12 ? undefined : `it is ${quotedAlternatives(words)}`)
    return reportSettingsFault(node, faults, `${shown(node)} is no ${what}`, help)
  },
})

/** A whole number from `least` to `most`. */
export const wholeSetting = (least: number, most: number): SettingsKind<number> => ({
  schema: { type: 'integer', minimum: least, maximum: most },
  read: (node, faults) =>
    node.type === 'number' && Number.isInteger(node.value) && node.value >= least && node.value <= most
      ? Number(node.value)
      : reportSettingsFault(node, faults, `${shown(node)} is no whole number from ${least} to ${most}`),
})

/** A boolean. */
export const flagSetting: SettingsKind<boolean> = {
  schema: { type: 'boolean' },
  read: (node, faults) =>
    node.type === 'boolean' ? node.value === true : reportSettingsFault(node, faults, `${shown(node)} is neither true nor false`),
}

/** A list of values of one kind. */
export const listSetting = <T>(of: SettingsKind<T>): SettingsKind<readonly T[]> => ({
  schema: { type: 'array', items: of.schema },
  read(node, faults) {
    if (node.type !== 'array') return reportSettingsFault(node, faults, `${shown(node)} is no list`)
    return (node.children ?? []).flatMap((child) => {
      const value = of.read(child, faults)
      return value === undefined ? [] : [value]
    })
  },
})

/** A value of the first kind if `isFirst` accepts the node, else of the other; their JSON types differ. */
export const eitherSetting = <A, B>(
  first: SettingsKind<A>,
  isFirst: (node: Node) => boolean,
  other: SettingsKind<B>,
): SettingsKind<A | B> => ({
  schema: { anyOf: [first.schema, other.schema] },
  read: (node, faults) => (isFirst(node) ? first.read(node, faults) : other.read(node, faults)),
})

/** The members of an object: name, name node and value node. */
export function pairs(node: Node): readonly { readonly name: string; readonly key: Node; readonly value: Node }[] {
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [{ name: String(key.value), key, value }],
  )
}

/** An object whose names are of one kind. */
export const tableSetting = <T>(names: SettingsKind<string>, of: SettingsKind<T>): SettingsKind<Readonly<Record<string, T>>> => ({
  schema: { type: 'object', propertyNames: names.schema, additionalProperties: of.schema },
  read(node, faults) {
    if (node.type !== 'object') return reportSettingsFault(node, faults, `${shown(node)} is no object`)
    const entries = pairs(node).flatMap(({ name, key, value }): (readonly [string, T])[] => {
      const known = names.read(key, faults)
      const read = of.read(value, faults)
      return known === undefined || read === undefined ? [] : [[name, read]]
    })
    return Object.fromEntries(entries)
  },
})

/** A member of an object: its description and kind. */
export interface SettingMember<T> {
  readonly about: string
  readonly kind: SettingsKind<T>
}

/** The type of an object with these members. */
export type Members<M> = { readonly [K in keyof M]?: M[K] extends SettingMember<infer T> ? T : never }

/** An object with some of these members and no others. `what` names a member in messages. */
export const objectSetting = <const M extends Readonly<Record<string, SettingMember<unknown>>>>(
  members: M,
  what: string,
  required: readonly (keyof M & string)[] = [],
): SettingsKind<Members<M>> => ({
  schema: {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(members).map(([name, { about, kind }]) => [name, { description: about, ...kind.schema }]),
    ),
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
  },
  read(node, faults) {
    if (node.type !== 'object') return reportSettingsFault(node, faults, `${shown(node)} is no object`)
    const given = pairs(node)
    for (const name of required) if (!given.some((one) => one.name === name)) reportSettingsFault(node, faults, `'${name}' is missing`)
    const entries = given.flatMap(({ name, key, value }) => {
      const member = Object.hasOwn(members, name) ? members[name] : undefined
      if (member === undefined) {
        const names = Object.keys(members)
        reportSettingsFault(key, faults, `'${name}' is no ${what}`, didYouMean(name, names) ?? `they are ${names.join(', ')}`)
        return []
      }
      const read = member.kind.read(value, faults)
      return read === undefined ? [] : [[name, read] as const]
    })
    // Each value was read by the kind of its member.
    const made: object = Object.fromEntries(entries)
    return made
  },
})
