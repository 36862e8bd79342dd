// Owns `offbox diff`: the differences between two configurations, and the script that applies them.
import { compare } from '../device/diff/diff.ts'
import { diffScript } from '../device/diff/script.ts'
import type { Router } from '../device/router.ts'
import { exportedBy } from '../schema/export-header.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { scriptSettingsFor } from './config/find-settings.ts'
import { configure, type Configured } from './configure.ts'
import { diffAsJson } from './diff/json.ts'
import { changeLines } from './diff/lines.ts'
import { changesText } from './diff/text.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readScript, statsOf } from './input.ts'
import { limitOptions, nameOptions, releaseOption, settingsOptions, deviceWithSettings, type DeviceFlags } from './shared-options.ts'
import { isTerminal, outputTo, shownBytes, writeMessage } from './output.ts'
import { coloursFor } from './paint.ts'
import { choiceOption, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { visibleLine } from '../text/visible.ts'

const options = {
  release: releaseOption('to emulate', 'device', 'settings', 'header'),
  ...nameOptions,
  ...settingsOptions,
  ...limitOptions,
  format: choiceOption('<format>', ['lines', 'text', 'script', 'json'], {
    about: 'lines (one signed line per row), text (the changes in words), script (commands that change <from> into <to>) or json',
    defaultValue: 'lines',
    what: 'format',
  }),
  check: { about: 'print nothing, only set the exit code: 0 (equal), 1 (different) or 3 (not applied completely)' },
  key: {
    value: '<menu=property>',
    about: 'property that identifies the rows of a menu: /ip/firewall/filter=comment; several separated by commas; repeatable',
    several: true,
    parse: keysIn,
  },
  ignoreSecrets: { about: 'do not compare passwords and keys, which exports omit' },
  partial: {
    about: 'compare even if a configuration could not be applied completely: the script may then remove what follows the failed line',
  },
} as const satisfies VerbOptions

/** The verb `diff`: compares two configurations, and writes the differences or the commands that change the first into the second. */
export const verb = declareVerb({
  name: 'diff',
  about: 'show the differences between two configurations',
  options,
  arguments: [
    { name: '<from>', about: 'the first configuration: an export, a script, or the folder of a stored device' },
    { name: '<to>', about: 'the second configuration, in any of these forms; users, certificates and files are not compared' },
  ],
  examples: [
    ['offbox diff old.rsc new.rsc', 'show the differences'],
    ['offbox diff --check wanted.rsc is.rsc', 'for CI: only the exit code'],
  ],
  exits: {
    ok: 'the configurations are equal',
    failed: 'the configurations differ',
    notModelled: 'a configuration could not be applied completely',
  },
  run: diff,
})

/**
 * Compares two configurations: exports, scripts, or folders of stored devices. 0 if they are equal, 1 if they differ, like `diff`; 3,
 * without output, if one cannot be applied completely.
 */
function diff(before: string, after: string, { format, check, key, ignoreSecrets, partial, ...given }: FlagsOf<typeof options>): ExitCode {
  const sources = [before, after].map((path) => (isFolder(path) ? undefined : readScript(path)))
  const texts = sources.filter((source) => source !== undefined)
  const flagsFor = (path: string): DeviceFlags => deviceWithSettings(given, scriptSettingsFor(path, given).settings)
  const one = opened(before, sources[0], texts, flagsFor(before))
  const other = opened(after, sources[1], texts, flagsFor(after))
  try {
    const interrupted = [one, other].find(({ code }) => code === ExitCode.interrupted)
    if (interrupted !== undefined) return interrupted.code
    const cut = [one, other].flatMap(({ isComplete }, at) => (isComplete ? [] : [at === 0 ? before : after]))
    if (cut.length > 0 && partial !== true) return reportIncomplete(cut)
    const [from, to] = [one.openedDevice.device.router, other.openedDevice.device.router]
    warnOfReleases([releaseIn(sources[0], from), releaseIn(sources[1], to)])
    const comparisons = compare(from, to, { ...(key === undefined ? {} : { keys: key }), ignoresSecrets: ignoreSecrets === true })
    if (check !== true) {
      const output = outputTo(false)
      if (format === 'script') output.write(diffScript(from, to, comparisons, 80))
      else if (format === 'json') output.write(diffAsJson(comparisons))
      else if (format === 'text') output.write(shownBytes(fromBytes(changesText(comparisons))))
      else output.write(shownBytes(fromBytes(changeLines(comparisons, coloursFor(isTerminal('out'))))))
      output.flush()
    }
    return cut.length > 0 ? ExitCode.notModelled : comparisons.length > 0 ? ExitCode.failed : ExitCode.ok
  } finally {
    one.openedDevice.close()
    other.openedDevice.close()
  }
}

/** Nothing is compared if a side is incomplete: the missing part would look removed. */
function reportIncomplete(paths: readonly string[]): ExitCode {
  const colours = coloursFor(isTerminal('error'))
  const names = paths.map((path) => visibleLine(path)).join(' and ')
  writeMessage(`${colours.error('error:')} ${names} could not be applied completely: nothing is compared\n`)
  writeMessage(`${colours.hint('help:')} fix the lines above, or compare what could be applied with --partial\n`)
  return ExitCode.notModelled
}

/** The release of a side: that of its header, or of the stored device; undefined for other scripts. */
const releaseIn = (source: Source | undefined, router: Router): string | undefined =>
  source === undefined ? router.release.text : exportedBy(source.text)

/** Warns about different releases, whose defaults and names may differ. */
function warnOfReleases([one, other]: readonly (string | undefined)[]): void {
  if (one === undefined || other === undefined || one === other) return
  const colours = coloursFor(isTerminal('error'))
  writeMessage(
    `${colours.warning('warning:')} the first has RouterOS ${one}, the second ${other}: some differences may come from the release\n`,
  )
}

/** `/ip/firewall/filter=comment`: properties by path. */
function keysIn(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    texts.map((text) => {
      const [, path = '', names = ''] = /^\s*\/?([a-z0-9/ -]+?)\s*=\s*([a-z0-9.,-]+)\s*$/.exec(text) ?? []
      if (path === '') throw new Complaint(ExitCode.usage, `'${text}' is not a key`, 'keys look like /ip/firewall/filter=comment')
      return [`/${path.replaceAll(/[ /]+/g, '/')}`, names.split(',')]
    }),
  )
}

const isFolder = (path: string): boolean => statsOf(path)?.isDirectory() === true

const opened = (path: string, source: Source | undefined, all: readonly Source[], flags: DeviceFlags): Configured =>
  source === undefined ? configure([], { ...flags, device: path }, all) : configure([source], flags, all)
