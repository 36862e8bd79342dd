// Owns what an editor's settings and `offbox.json` say of a text: the one place where they become what texts are read as.
import { parseTree } from 'jsonc-parser'
import type { NamesAsked } from '../../host/known.ts'
import type { Packages } from '../../schema/package-names.ts'
import { flag, object, type SettingsFault, type Member } from '../../settings/kind.ts'
import { local, packagesOf, type Local } from '../../settings/settings.ts'
import { membersOf } from '../../text/unknown.ts'

/** The settings of an editor. What is absent is as the command line said. */
export interface Settings {
  /** `7.16`; without it an export is read as the release in its header, all else as the newest. */
  readonly release?: string | undefined
  readonly packages?: Packages | undefined
  /** A board's model, for what is run. */
  readonly board?: string | undefined
  /** The path of a file that `offbox facts import` made. */
  readonly facts?: string | undefined
  /** Names of arguments that are given by place, and units, between the words. */
  readonly inlayHints?: boolean | undefined
  /** What can be run, above the first line. */
  readonly codeLenses?: boolean | undefined
}

/** What an editor may say: some of the settings of `offbox.json`, and how it shows things. */
const members = {
  release: local.release,
  packages: local.packages,
  board: local.board,
  facts: local.facts,
  inlayHints: { about: 'names of arguments that are given by place, and units, between the words', kind: flag },
  codeLenses: { about: 'what can be run, above the first line', kind: flag },
} as const satisfies Readonly<Record<string, Member<unknown>>>

const editorKind = object(members, 'setting')

/** Reads settings as editors send them, on their own or below `offbox`. `faults` says, for people, what makes no sense and is left out. */
export function settingsOf(sent: unknown): { readonly settings: Settings; readonly faults: readonly string[] } {
  const own = membersOf(membersOf(sent)['offbox'] ?? sent)
  // Editors send nothing, null and '' for what was not set, and settings of their own beside ours.
  const said = Object.entries(own).filter(([name, value]) => Object.hasOwn(members, name) && value !== null && value !== '')
  const given = Object.fromEntries(said.map(([name, value]) => [name, name === 'packages' ? listed(value) : value]))
  const faults: SettingsFault[] = []
  const node = parseTree(JSON.stringify(given))
  const { packages, ...rest } = (node === undefined ? undefined : editorKind.read(node, faults)) ?? {}
  const settings = { ...rest, ...(packages === undefined ? {} : { packages: packagesOf(packages) }) }
  return { settings, faults: faults.map(({ message, help }) => (help === undefined ? message : `${message}: ${help}`)) }
}

/** What holds for a text: what `offbox.json` says, then the editor. So an editor shows what `offbox check` tells. */
export const settingsFor = (file: Local, editor: Settings): Settings => ({
  ...editor,
  ...(file.release === undefined ? {} : { release: file.release }),
  ...(file.packages === undefined ? {} : { packages: packagesOf(file.packages) }),
  ...(file.board === undefined ? {} : { board: file.board }),
  ...(file.facts === undefined ? {} : { facts: file.facts }),
})

/** The names that texts are read with: settings over those of the command line. `read` reads a file of facts. */
export function namesFor({ release, packages, facts }: Settings, base: NamesAsked, read: (path: string) => string | undefined): NamesAsked {
  const own = facts === undefined ? undefined : read(facts)
  const asked = packages ?? base.packages
  return { release: release ?? base.release, facts: own ?? base.facts, ...(asked === undefined ? {} : { packages: asked }) }
}

/** Names with commas are a list, too. */
const listed = (value: unknown): unknown =>
  typeof value === 'string' && value !== 'all' && value !== 'none' ? value.split(',').map((name) => name.trim()) : value
