// Owns `offbox export`: applies exports or scripts to a device and prints its configuration.
import { exportSections, showsSensitive } from '../device/commands/export.ts'
import { allows, readPolicies } from '../schema/policy.ts'
import { scriptSettingsFor } from './config/find-settings.ts'
import { configure } from './configure.ts'
import { similar } from '../resolve/check/similar.ts'
import type { Catalog } from '../schema/catalog.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { exportJson } from './export/json.ts'
import { readScript } from './input.ts'
import {
  deviceOptions,
  limitOptions,
  nameOptions,
  policyOptions,
  releaseOption,
  settingsOptions,
  deviceWithSettings,
} from './shared-options.ts'
import { outputTo, writeMessage } from './output.ts'
import { choiceOption, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { fromBytes } from '../text/bytes.ts'

const options = {
  release: releaseOption('to emulate', 'device', 'settings', 'header'),
  ...nameOptions,
  ...settingsOptions,
  ...deviceOptions,
  ...policyOptions,
  ...limitOptions,
  verbose: { about: 'include default values' },
  terse: { about: 'print one command per line, each with the path of its menu' },
  showSensitive: { about: 'include passwords and keys, which 7.x omits by default' },
  hideSensitive: { about: 'omit passwords and keys, which 6.x includes by default' },
  menu: { value: '<path>', about: 'export only this menu and its submenus' },
  format: choiceOption('<format>', ['script', 'json'], {
    about: 'script, or json (sections, rows and settings)',
    defaultValue: 'script',
    what: 'format',
  }),
} as const satisfies VerbOptions

/** The verb `export`: applies exports and scripts to a device and prints its configuration, as `/export` does or as JSON. */
export const verb = declareVerb({
  name: 'export',
  about: 'apply files to a device, and print its export',
  options,
  arguments: [
    {
      name: '[file...]',
      about: 'exports or scripts, applied in this order; - is standard input; without files: export the device of --device',
    },
  ],
  examples: [['offbox export --terse router.rsc', 'apply an export and print it again']],
  exits: {
    failed: 'a command of a file failed, or a device refuses it (the others of an export are applied)',
    refused: 'a script does not parse',
    notModelled: 'a part of a file was skipped, since offbox does not model it',
  },
  run: exportFiles,
})

/** Prints the output of `/export`. 1 if a command of a file failed; unknown menus are reported and skipped. */
function exportFiles(files: readonly string[], given: FlagsOf<typeof options>): ExitCode {
  const flags = deviceWithSettings(given, scriptSettingsFor(files[0], given).settings)
  if (files.length === 0 && flags.device === undefined)
    throw new Complaint(ExitCode.usage, 'nothing to export', 'offbox export FILE..., or offbox export --device DIR for a stored device')
  const { openedDevice, code } = configure(files.map(readScript), flags)
  const output = outputTo(false)
  try {
    const words = [
      flags.verbose === true ? 'verbose' : '',
      flags.terse === true ? 'terse' : '',
      flags.showSensitive === true ? 'show-sensitive' : '',
      flags.hideSensitive === true ? 'hide-sensitive' : '',
    ]
    const menu = flags.menu === undefined ? '' : menuIn(openedDevice.device.catalog, flags.menu)
    if (flags.format === 'json') {
      const { router } = openedDevice.device
      const shows = showsSensitive(router, flags.showSensitive === true, flags.hideSensitive === true)
      const extent = { verbose: flags.verbose === true, showsSensitive: shows && maySeeSecrets(flags.policy) }
      output.write(exportJson(exportSections(router, menu === '' ? '/' : menu, extent), router.release.text, router.board.model))
      output.flush()
      openedDevice.save()
      return code
    }
    const session = openedDevice.device.session({ write: (bytes) => output.write(bytes) })
    const { failure } = session.feed(`${menu}/export ${words.filter((word) => word !== '').join(' ')}`)
    output.flush()
    if (failure !== undefined) writeMessage(`error: ${fromBytes(session.describe(failure))}\n`)
    openedDevice.save()
    return failure === undefined || code !== ExitCode.ok ? code : failure.notModelled ? ExitCode.notModelled : ExitCode.failed
  } finally {
    openedDevice.close()
  }
}

/** The path of a menu as typed: `/ip/address`, `ip address`. Throws a Complaint (64) if the release does not have it. */
function menuIn(catalog: Catalog, typed: string): string {
  const words = typed.split(/[/\s]+/).filter((word) => word !== '')
  let path = ''
  for (const word of words) {
    const names = [...((path === '' ? catalog.root : catalog.menu(path))?.entries.keys() ?? [])].filter(
      (name) => catalog.menu(`${path}/${name}`) !== undefined,
    )
    const next = `${path}/${word}`
    if (catalog.menu(next) === undefined) {
      const [near] = similar(word, names)
      const help = near === undefined ? `menus of ${path === '' ? '/' : path}: ${names.join(', ')}` : `did you mean '${path}/${near}'?`
      throw new Complaint(ExitCode.usage, `--menu: RouterOS ${catalog.release.text} has no menu ${next}`, help)
    }
    path = next
  }
  return path
}

/** Whether a user with these policies may see secrets. */
function maySeeSecrets(policy: string): boolean {
  const read = readPolicies(policy)
  return 'allowed' in read && allows(read.allowed, 'sensitive')
}
