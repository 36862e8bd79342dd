// Owns merging the settings of an editor and of `offbox.json` for a text.
import { parseTree } from 'jsonc-parser'
import type { NamesQuery } from '../../host/catalog-cache.ts'
import type { Packages } from '../../schema/package-names.ts'
import { flagSetting, objectSetting, type SettingsFault, type SettingMember } from '../../settings/kind.ts'
import { localSettings, packagesOf, type Local } from '../../settings/settings.ts'
import { membersOf } from '../../text/unknown.ts'

/** The settings of an editor; defaults come from the command line. */
export interface EditorSettings {
  /** `7.16`; default: the release in an export's header, else the newest. */
  readonly release?: string | undefined
  readonly packages?: Packages | undefined
  /** A board model, for running scripts. */
  readonly board?: string | undefined
  /** The path of a file made by `offbox facts import`. */
  readonly facts?: string | undefined
  /** Whether to show names of positional arguments, and units. */
  readonly inlayHints?: boolean | undefined
  /** Whether to show commands above the first line. */
  readonly codeLenses?: boolean | undefined
}

/** The settings that an editor may send: some of `offbox.json`, and display options. */
const members = {
  release: localSettings.release,
  packages: localSettings.packages,
  board: localSettings.board,
  facts: localSettings.facts,
  inlayHints: { about: 'names of arguments that are given by place, and units, between the words', kind: flagSetting },
  codeLenses: { about: 'what can be run, above the first line', kind: flagSetting },
} as const satisfies Readonly<Record<string, SettingMember<unknown>>>

const editorKind = objectSetting(members, 'setting')

/** Parses settings as editors send them, alone or below `offbox`. `faults` describes invalid settings, which are ignored. */
export function editorSettingsOf(sent: unknown): { readonly settings: EditorSettings; readonly faults: readonly string[] } {
  const own = membersOf(membersOf(sent)['offbox'] ?? sent)
  // Editors send nothing, null and '' for unset settings, and also settings that are not offbox's.
  const entries = Object.entries(own).filter(([name, value]) => Object.hasOwn(members, name) && value !== null && value !== '')
  const given = Object.fromEntries(entries.map(([name, value]) => [name, name === 'packages' ? listed(value) : value]))
  const faults: SettingsFault[] = []
  const node = parseTree(JSON.stringify(given))
  const { packages, ...rest } = (node === undefined ? undefined : editorKind.read(node, faults)) ?? {}
  const settings = { ...rest, ...(packages === undefined ? {} : { packages: packagesOf(packages) }) }
  return { settings, faults: faults.map(({ message, help }) => (help === undefined ? message : `${message}: ${help}`)) }
}

/** The effective settings of a text: `offbox.json` takes precedence over the editor. So an editor shows what `offbox check` reports. */
export const settingsFor = (file: Local, editor: EditorSettings): EditorSettings => ({
  ...editor,
  ...(file.release === undefined ? {} : { release: file.release }),
  ...(file.packages === undefined ? {} : { packages: packagesOf(file.packages) }),
  ...(file.board === undefined ? {} : { board: file.board }),
  ...(file.facts === undefined ? {} : { facts: file.facts }),
})

/** The release, packages and facts of texts: settings override those of the command line. `read` reads a facts file. */
export function namesFor(
  { release, packages, facts }: EditorSettings,
  base: NamesQuery,
  read: (path: string) => string | undefined,
): NamesQuery {
  const own = facts === undefined ? undefined : read(facts)
  const asked = packages ?? base.packages
  return { release: release ?? base.release, facts: own ?? base.facts, ...(asked === undefined ? {} : { packages: asked }) }
}

/** A text with commas is a list, too. */
const listed = (value: unknown): unknown =>
  typeof value === 'string' && value !== 'all' && value !== 'none' ? value.split(',').map((name) => name.trim()) : value
