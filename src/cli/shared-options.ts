// Owns options shared by many verbs: release, packages, facts, device folder, policies.
import type { NamesOptions } from '../entry-options.ts'
import { boardOfModel } from '../device/plain/board.ts'
import type { Board, Packages } from '../index.ts'
import { exportedBy } from '../schema/export-header.ts'
import { didYouMean } from '../resolve/check/similar.ts'
import { boardModel, namedBoard } from '../schema/boards.ts'
import { policies, readPolicies } from '../schema/policy.ts'
import { isPackage, packageNames } from '../schema/package-names.ts'
import { defaultRelease, readRelease } from '../schema/release.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { visibleLine } from '../text/visible.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readFacts } from './facts.ts'
import { writeMessage } from './output.ts'
import { limitOption } from './limit.ts'
import { packagesOf, releaseFault, unknownBoard, type Local } from '../settings/settings.ts'
import type { networkOptions, sshOptions } from './network-options.ts'
import type { FlagsOf, VerbOptions } from './verb.ts'

/** Where the default of `--release` may come from, in words for the help. */
const releaseOrigins = { device: 'a stored device', settings: 'offbox.json', header: "an export's header" } as const

/** The option `--release`; `what` completes `RouterOS release ...`, and the default is that of the first of `origins` that has one. */
export const releaseOption = (what: string, ...origins: readonly (keyof typeof releaseOrigins)[]) =>
  ({
    value: '<release>',
    about:
      `RouterOS release ${what}: 7.16.2, 7.23rc1, 6.49 ... ` +
      `(default: that of ${origins.map((origin) => releaseOrigins[origin]).join(', else of ')}, else ${defaultRelease})`,
    parse: parseRelease,
  }) as const

/** `--packages` and `--facts`: names in addition to those of the release. */
export const nameOptions = {
  packages: {
    value: '<list>',
    about: 'extra packages: all (default), none, or names separated by commas',
    parse: parsePackages,
  },
  facts: { value: '<file>', about: "file with additional names of your own device, written by 'offbox facts import'" },
} satisfies VerbOptions

/** `--config`, for verbs that read `offbox.json`. */
export const settingsOptions = {
  config: { value: '<file>', about: 'settings file, or none (default: the nearest offbox.json in or above the folder of the script)' },
} satisfies VerbOptions

/** `--board`, for verbs that create devices. */
export const boardOptions = {
  board: {
    value: '<model>',
    about: 'board to emulate, with its ports, sensors and menus: RB5009UG+S+, hEX ... (default: a virtual machine)',
    parse: boardNamed,
  },
} satisfies VerbOptions

/** `--device` and `--board`, for verbs with a device that can be stored. */
export const deviceOptions = {
  device: { value: '<folder>', about: 'store the device in this folder, created if missing (default: in memory)' },
  ...boardOptions,
} satisfies VerbOptions

/** `--policy`, for verbs that run a user's commands. */
export const policyOptions = {
  policy: {
    value: '<list>',
    about: 'policies of the user: all, or names as in /user/group (read,write,test ...)',
    defaultValue: 'all',
    parse: parsePolicy,
  },
} satisfies VerbOptions

/** `--limit`, for verbs that run scripts. */
export const limitOptions = { limit: limitOption } satisfies VerbOptions

/** The flags that determine the known names. */
export type NameFlags = FlagsOf<{ readonly release: ReturnType<typeof releaseOption> } & typeof nameOptions>

/** The flags that determine a device; a verb may lack some of them. */
export type DeviceFlags = NameFlags &
  FlagsOf<typeof deviceOptions & typeof limitOptions & typeof networkOptions> &
  Partial<FlagsOf<typeof policyOptions & typeof sshOptions & typeof settingsOptions>> & { readonly defaults?: DeviceDefaults }

/** The defaults of a new device. */
export type DeviceDefaults = Pick<NameFlags, 'release' | 'packages'> & { readonly board?: Board }

/** The names that flags select. Throws a Complaint (66) for an invalid facts file. */
export const namesOf = ({ release, packages, facts }: NameFlags): NamesOptions => ({
  ...(release === undefined ? {} : { release }),
  ...(packages === undefined ? {} : { packages }),
  ...(facts === undefined ? {} : { facts: readFacts(facts) }),
})

/** The names for a script: the release of an export's header where none is selected. */
export function namesForScript(names: NamesOptions, { text }: Source): NamesOptions {
  const release = names.release ?? exportedBy(text)
  return release === undefined || readRelease(release) === undefined ? names : { ...names, release }
}

/** Flags completed by settings, for verbs that read scripts. Flags take precedence. */
export function withSettings<F extends NameFlags & { readonly board?: Board | undefined }>(flags: F, settings: Local): F {
  const { facts } = settings
  return { ...defaultsOf(settings), ...(facts === undefined ? {} : { facts }), ...flags }
}

/** Flags completed by settings, for verbs that open a device. A stored device keeps its release and packages. */
export function deviceWithSettings<F extends DeviceFlags>(flags: F, settings: Local): F {
  const { facts } = settings
  return { ...(facts === undefined ? {} : { facts }), ...flags, defaults: defaultsOf(settings) }
}

const defaultsOf = ({ release, packages, board }: Local): DeviceDefaults => ({
  ...(release === undefined ? {} : { release }),
  ...(packages === undefined ? {} : { packages: packagesOf(packages) }),
  ...(board === undefined ? {} : { board: boardNamed(board) }),
})

/** Returns a release as written. Throws a Complaint (64) for a text that is not a release of RouterOS. */
export function parseRelease(text: string): string {
  const fault = releaseFault(text)
  if (fault !== undefined) throw new Complaint(ExitCode.usage, fault.message, fault.help)
  return text
}

function parsePolicy(text: string): string {
  const read = readPolicies(text)
  if ('unknown' in read)
    throw new Complaint(
      ExitCode.usage,
      `'${read.unknown}' is not a policy`,
      didYouMean(read.unknown, policies) ?? `policies are ${policies.join(', ')}; or all`,
    )
  return text
}

/** Parses `all`, `none`, or names separated by commas. */
function parsePackages(text: string): Packages {
  if (text === 'all') return 'all'
  if (text === 'none') return []
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const unknown = names.find((name) => !isPackage(name))
  if (unknown === undefined) return names
  throw new Complaint(
    ExitCode.usage,
    `'${unknown}' is not a package`,
    didYouMean(unknown, packageNames) ?? `packages are ${packageNames.join(', ')}; or all, or none`,
  )
}

/** The board of a model or of a board's name. Throws a Complaint (64) for an unknown one. */
export function boardNamed(text: string): Board {
  const found = namedBoard(text)
  if (found === undefined) {
    const { message, help } = unknownBoard(text)
    throw new Complaint(ExitCode.usage, message, help)
  }
  if (!found.exact) writeMessage(`${text} is not a whole model: offbox emulates ${found.board.model}\n`)
  return boardOfModel(found.board)
}

/** Reports which board replaces the one that an export was taken from, if its model is unknown. */
export function reportModel({ model }: Board): void {
  const found = model === undefined ? undefined : boardModel(model)
  if (model === undefined || found?.exact === true) return
  const other = found === undefined ? 'a virtual machine' : found.board.model
  writeMessage(`'${visibleLine(fromBytes(model))}' is not a known board: offbox emulates ${other}, with the ports that the export names\n`)
}
