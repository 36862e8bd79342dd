// Owns the settings of `offbox.json`, declared once with description and type. Parser, JSON schema and documentation use this declaration.
import type { Severity } from '../diagnostic/diagnostic.ts'
import { rules } from '../resolve/check/rules/list.ts'
import { didYouMean, quotedAlternatives } from '../resolve/check/similar.ts'
import { boardFamily, boardModels, namedBoard } from '../schema/boards.ts'
import { packageNames, type Packages } from '../schema/package-names.ts'
import { defaultRelease, readRelease, releaseOf } from '../schema/release.ts'
import {
  eitherSetting,
  listSetting,
  objectSetting,
  tableSetting,
  textSetting,
  wholeSetting,
  wordSetting,
  type SettingsKind,
  type Members,
  type Schema,
} from './kind.ts'

/** The name of the file. */
export const settingsFileName = 'offbox.json'

/** Severities, mildest first. */
export const severities = ['hint', 'warning', 'late', 'error'] as const satisfies readonly Severity[]

const codes = rules.map(({ code }) => code)

const releasePattern = String.raw`^\d+\.\d+(\.\d+)?((alpha|beta|rc)\d*)?$`

/** Why a text is not a supported release; undefined if it is. */
export function releaseFault(given: string): { readonly message: string; readonly help: string } | undefined {
  const read = new RegExp(releasePattern).test(given) ? readRelease(given) : undefined
  if (read === undefined) return { message: `'${given}' is no release`, help: 'releases look like 7.24, 7.23rc1, 7.16.2 or 6.49' }
  if (read.major <= releaseOf(defaultRelease).major) return undefined
  return {
    message: `there is no RouterOS ${given} that offbox knows`,
    help: `known are releases up to ${defaultRelease}, and what follows it in 7.x`,
  }
}

/** The maximum number of names of a family that a message lists. */
const maxFamilyNames = 5

/** Why a text is not a board; undefined if it is the model, its beginning or the name of a known one. */
function boardFault(given: string): { readonly message: string; readonly help: string } | undefined {
  return namedBoard(given) === undefined ? unknownBoard(given) : undefined
}

/** What is wrong with a board that is not known. */
export function unknownBoard(given: string): { readonly message: string; readonly help: string } {
  const message = `'${given}' is not a known board`
  if (/^(chr|x86|x86[_-]64)$/i.test(given)) return { message, help: 'without a board, a device is a virtual machine, as CHR and x86 are' }
  const names = boardModels().flatMap(({ model, name }) => [model, name])
  const family = boardFamily(given).slice(0, maxFamilyNames)
  const near = family.length === 0 ? didYouMean(given, names) : `did you mean ${quotedAlternatives(family)}?`
  return { message, help: `${near === undefined ? '' : `${near} `}all boards are in the section Boards of src/cli/README.md` }
}

const packages = eitherSetting(
  wordSetting(['all', 'none'], 'set of packages (all, none, or a list of names)'),
  ({ type }) => type !== 'array',
  listSetting(wordSetting(packageNames, 'package')),
)

const style = {
  indent: {
    about: 'what a level of blocks is indented by: a number of spaces, or tab',
    kind: eitherSetting(wholeSetting(0, 16), ({ type }) => type === 'number', wordSetting(['tab'], 'indent: a number of spaces, or tab')),
  },
  paths: {
    about: 'how words of paths are joined: as written, with slashes (/ip/address/add), or with spaces (/ip address add)',
    kind: wordSetting(['written', 'slashes', 'spaces'], 'style of paths'),
  },
  semicolons: { about: 'semicolons after statements: drop or keep', kind: wordSetting(['drop', 'keep'], 'style of semicolons') },
  width: { about: 'break longer commands between their arguments', kind: wholeSetting(40, 1000) },
} as const

/** Settings that may differ per folder. */
export const localSettings = {
  release: {
    about: "the RouterOS release of scripts (default: that in an export's header, else the newest)",
    kind: textSetting(releaseFault, { pattern: releasePattern }),
  },
  packages: { about: 'extra packages: all, none, or a list of names', kind: packages },
  board: { about: 'the model of the board that scripts are for, such as RB5009UG+S+', kind: textSetting(boardFault) },
  facts: { about: "a file written by 'offbox facts import'; relative to this file", kind: textSetting() },
  select: { about: 'codes of the only findings to report', kind: listSetting(wordSetting(codes, 'code of a finding')) },
  disable: { about: 'codes of findings not to report', kind: listSetting(wordSetting(codes, 'code of a finding')) },
  severity: { about: 'report findings of this severity or higher', kind: wordSetting(severities, 'severity') },
  rules: {
    about: 'the severity of findings by their codes, or off',
    kind: tableSetting(wordSetting(codes, 'code of a finding'), wordSetting([...severities, 'off'], 'severity')),
  },
  fmt: { about: 'the style of offbox fmt', kind: objectSetting(style, 'setting of fmt') },
} as const

const override = objectSetting(
  {
    files: {
      about: 'which scripts: paths and patterns (exports, sites/**/*.rsc), relative to this file',
      kind: listSetting(textSetting()),
    },
    ...localSettings,
  },
  'setting of an override',
  ['files'],
)

const all = {
  $schema: { about: 'the schema of this file, for editors', kind: textSetting() },
  paths: { about: 'default paths of check, fmt, test and fuzz; relative to this file', kind: listSetting(textSetting()) },
  baseline: { about: 'a baseline file: its findings are not reported; relative to this file', kind: textSetting() },
  ...localSettings,
  overrides: { about: 'settings for some of the scripts; a later one wins', kind: listSetting(override) },
} as const

/** Settings that may differ per script. */
export type Local = Members<typeof localSettings>

/** All settings of a file. */
export type Settings = Members<typeof all>

/** The names of the settings that apply to one script, in the order of their declaration. */
export const localNames = Object.keys(localSettings).filter((name): name is keyof Local => Object.hasOwn(localSettings, name))

/** The description of a setting. */
export const aboutOf = (name: keyof Local): string => localSettings[name].about

/** Reads a whole file. */
export const settingsKind: SettingsKind<Settings> = objectSetting(all, 'setting')

/** The JSON schema of the file (draft 7). */
export const settingsSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'offbox.json: the settings of offbox',
  ...settingsKind.schema,
}

/** The packages of a setting. */
export const packagesOf = (packages: NonNullable<Local['packages']>): Packages =>
  packages === 'none' ? [] : typeof packages === 'string' ? 'all' : packages
