// Owns the descriptions in declarations as plain data, for `about.ts`. Bundles that run no menu (the language server, the page's language
// worker) contain this data instead of the menus' code.
import { builtins } from '../builtins/list.ts'
import { generics, sharedArguments } from '../device/commands/list.ts'
import { extensions, menus } from '../menus/list.ts'

/** The descriptions of a command and its arguments. */
export interface CommandDescriptions {
  readonly about?: string
  readonly arguments?: Readonly<Record<string, string>>
}

/** The common part of declarations and extensions of a menu. */
export interface DeclaredDescriptions {
  readonly path: string
  readonly releases?: string
  readonly internal?: boolean
  readonly about?: string
  readonly properties?: Readonly<Record<string, { readonly about?: string }>>
  readonly commands?: Readonly<Record<string, CommandDescriptions>>
}

const map = <T, U>(of: Readonly<Record<string, T>> | undefined, made: (one: T) => U): Readonly<Record<string, U>> =>
  Object.fromEntries(Object.entries(of ?? {}).map(([name, one]) => [name, made(one)]))

const descriptionsOf = ({ path, releases, internal, about, properties, commands }: DeclaredDescriptions): DeclaredDescriptions => ({
  path,
  ...(releases === undefined ? {} : { releases }),
  ...(internal === undefined ? {} : { internal }),
  ...(about === undefined ? {} : { about }),
  properties: map(properties, ({ about }) => (about === undefined ? {} : { about })),
  commands: map(commands, ({ about, arguments: own }) => ({
    ...(about === undefined ? {} : { about }),
    ...(own === undefined ? {} : { arguments: own }),
  })),
})

/** All declarations, in order. */
export const declarations: readonly DeclaredDescriptions[] = [...menus, ...extensions].map(descriptionsOf)

/** The description of each language command, by its path. */
export const wordDescriptions: Readonly<Record<string, string>> = Object.fromEntries(
  [...builtins].map(([path, { about }]) => [path, about]),
)

/** The description of each command that menus have without declaring it. */
export const usualDescriptions: Readonly<Record<string, string>> = Object.fromEntries(
  [...generics].map(([name, { about }]) => [name, about]),
)

/** The description of arguments that many commands share. */
export const sharedArgumentTexts: Readonly<Record<string, string>> = Object.fromEntries(sharedArguments)
