// Owns `offbox diff`: what changes from one configuration to another, and the script that gets there.
import { compare } from '../device/diff/diff.ts'
import { diffScript } from '../device/diff/script.ts'
import type { Router } from '../device/router.ts'
import { exportedBy } from '../resolve/check/header.ts'
import { fromBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { heldFor } from './config/found.ts'
import { configure, type Configured } from './configure.ts'
import { json } from './diff/json.ts'
import { changeLines } from './diff/lines.ts'
import { inWords } from './diff/words.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { readScript, statsOf } from './input.ts'
import { limitOptions, nameOptions, releaseOr, settingsOptions, settledDevice, type DeviceFlags } from './names.ts'
import { isTerminal, outputTo, shownBytes, tell } from './output.ts'
import { coloursFor } from './paint.ts'
import { choice, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { visibleLine } from '../text/visible.ts'

const options = {
  release: releaseOr('to emulate'),
  ...nameOptions,
  ...settingsOptions,
  ...limitOptions,
  format: choice('<format>', ['lines', 'text', 'script', 'json'], {
    about: 'lines (a sign and a row), text (what the script does, in words), script (the commands that get there) or json',
    usual: 'lines',
    what: 'format',
  }),
  check: { about: 'print nothing: 0 where they are the same, 1 where they differ, 3 where one could not be applied whole' },
  key: {
    value: '<menu=property>',
    about: 'what tells the rows of a menu apart, as /ip/firewall/filter=comment; several properties with commas; may be given again',
    several: true,
    parse: keysIn,
  },
  ignoreSecrets: { about: 'leave passwords and keys out: exports do not have them' },
  partial: { about: 'compare also what could not be applied whole: a script may remove what a file has behind the line that failed' },
} as const satisfies VerbOptions

export const verb = declareVerb({
  name: 'diff',
  about: 'show what changes between two configurations',
  options,
  arguments: [
    { name: '<from>', about: 'an export, a script, or the folder of a device' },
    { name: '<to>', about: 'another one' },
  ],
  examples: [
    ['offbox diff old.rsc new.rsc', 'what changes; --format script: the commands that get there'],
    ['offbox diff --check wanted.rsc is.rsc', 'for CI: 0 the same, 1 they differ, 3 a file that could not be applied whole'],
  ],
  exits: { failed: 'they differ', notModelled: 'one of them could not be applied whole' },
  run: diff,
})

/**
 * Compares two configurations: exports, scripts, or folders of kept devices. 0 where they are the same, 1 where they differ,
 * as `diff` has it; 3, and nothing is printed, where one cannot be applied whole.
 */
function diff(before: string, after: string, { format, check, key, ignoreSecrets, partial, ...given }: FlagsOf<typeof options>): ExitCode {
  const sources = [before, after].map((path) => (isFolder(path) ? undefined : readScript(path)))
  const texts = sources.filter((source) => source !== undefined)
  const flagsFor = (path: string): DeviceFlags => settledDevice(given, heldFor(path, given).settings)
  const one = opened(before, sources[0], texts, flagsFor(before))
  const other = opened(after, sources[1], texts, flagsFor(after))
  try {
    const interrupted = [one, other].find(({ code }) => code === ExitCode.interrupted)
    if (interrupted !== undefined) return interrupted.code
    const cut = [one, other].flatMap(({ whole }, at) => (whole ? [] : [at === 0 ? before : after]))
    if (cut.length > 0 && partial !== true) return tellCut(cut)
    const [from, to] = [one.kept.device.router, other.kept.device.router]
    tellReleases([releaseIn(sources[0], from), releaseIn(sources[1], to)])
    const comparisons = compare(from, to, { ...(key === undefined ? {} : { keys: key }), ignoresSecrets: ignoreSecrets === true })
    if (check !== true) {
      const output = outputTo(false)
      if (format === 'script') output.write(diffScript(from, to, comparisons, 80))
      else if (format === 'json') output.write(json(comparisons))
      else if (format === 'text') output.write(shownBytes(fromBytes(inWords(comparisons))))
      else output.write(shownBytes(fromBytes(changeLines(comparisons, coloursFor(isTerminal('out'))))))
      output.flush()
    }
    return cut.length > 0 ? ExitCode.notModelled : comparisons.length > 0 ? ExitCode.failed : ExitCode.fine
  } finally {
    one.kept.close()
    other.kept.close()
  }
}

/** Nothing is compared where a part is missing: what stands behind it would look removed. */
function tellCut(paths: readonly string[]): ExitCode {
  const colours = coloursFor(isTerminal('error'))
  const names = paths.map((path) => visibleLine(path)).join(' and ')
  tell(`${colours.error('error:')} ${names} could not be applied whole: nothing is compared\n`)
  tell(`${colours.hint('help:')} mend the lines above, or compare what could be applied with --partial\n`)
  return ExitCode.notModelled
}

/** The release of a side: that of its header, or of the kept device; undefined for other scripts. */
const releaseIn = (source: Source | undefined, router: Router): string | undefined =>
  source === undefined ? router.release.text : exportedBy(source.text)

/** Defaults and names change with releases: what differs may be that. */
function tellReleases([one, other]: readonly (string | undefined)[]): void {
  if (one === undefined || other === undefined || one === other) return
  const colours = coloursFor(isTerminal('error'))
  tell(`${colours.warning('warning:')} the first is of RouterOS ${one}, the second of ${other}: some of what differs may be the release\n`)
}

/** `/ip/firewall/filter=comment`: properties by path. */
function keysIn(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    texts.map((text) => {
      const [, path = '', names = ''] = /^\s*\/?([a-z0-9/ -]+?)\s*=\s*([a-z0-9.,-]+)\s*$/.exec(text) ?? []
      if (path === '') throw new Complaint(ExitCode.usage, `'${text}' is no key`, 'keys look like /ip/firewall/filter=comment')
      return [`/${path.replaceAll(/[ /]+/g, '/')}`, names.split(',')]
    }),
  )
}

const isFolder = (path: string): boolean => statsOf(path)?.isDirectory() === true

const opened = (path: string, source: Source | undefined, all: readonly Source[], flags: DeviceFlags): Configured =>
  source === undefined ? configure([], { ...flags, device: path }, all) : configure([source], flags, all)
