// Owns `offbox diff`: what changes from one configuration to another, and the script that gets there.
import { existsSync, statSync } from 'node:fs'
import { compare, type Comparison, type Difference } from '../device/diff/diff.ts'
import { diffScript } from '../device/diff/script.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { configure, type Configured } from './configure.ts'
import { ExitCode } from './exit-code.ts'
import { readScript } from './input.ts'
import { limitOptions, nameOptions, releaseOr, type DeviceFlags } from './names.ts'
import { isTerminal, outputTo, shownBytes } from './output.ts'
import { coloursFor, type Colours } from './paint.ts'
import { choice, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { visibleJson } from '../text/visible.ts'

const options = {
  release: releaseOr('to be'),
  ...nameOptions,
  ...limitOptions,
  format: choice('<format>', ['text', 'script', 'json'], {
    about: 'text, script (the commands that get there) or json',
    usual: 'text',
    what: 'format',
  }),
} as const satisfies VerbOptions

export const verb = declareVerb({
  name: 'diff',
  about: 'show what changes between two configurations',
  options,
  arguments: [
    { name: '<from>', about: 'an export, a script, or the folder of a device' },
    { name: '<to>', about: 'another one' },
  ],
  examples: [['offbox diff old.rsc new.rsc', 'what changes; --format script: the commands that get there']],
  run: diff,
})

/**
 * Compares two configurations: exports, scripts, or folders of kept devices. 0 where they are the same, 1 where they differ,
 * as `diff` has it; the code of what failed where one cannot be applied.
 */
function diff(before: string, after: string, { format, ...flags }: FlagsOf<typeof options>): ExitCode {
  const sources = [before, after].map((path) => (isFolder(path) ? undefined : readScript(path)))
  const texts = sources.filter((source) => source !== undefined)
  const one = opened(before, sources[0], texts, flags)
  const other = opened(after, sources[1], texts, flags)
  try {
    const [from, to] = [one.kept.device.router, other.kept.device.router]
    const comparisons = compare(from, to)
    const output = outputTo(false)
    if (format === 'script') output.write(diffScript(from, to, comparisons, 80))
    else if (format === 'json') output.write(json(comparisons))
    else output.write(shownBytes(fromBytes(text(comparisons, coloursFor(isTerminal('out'))))))
    output.flush()
    const failed = [one.code, other.code].find((code) => code !== ExitCode.fine)
    return failed ?? (comparisons.length > 0 ? ExitCode.failed : ExitCode.fine)
  } finally {
    one.kept.close()
    other.kept.close()
  }
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

const opened = (path: string, source: Source | undefined, all: readonly Source[], flags: DeviceFlags): Configured =>
  source === undefined ? configure([], { ...flags, device: path }, all) : configure([source], flags, all)

/** One line a row: `+` came, `-` went, `~` changed (with its properties below), `>` moved. */
function text(comparisons: readonly Comparison[], colours: Colours): string {
  return comparisons
    .map(({ menu, differences }) =>
      [menu.path.replaceAll('/', ' ').replace(' ', '/'), ...differences.flatMap((one) => linesOf(one, colours)), ''].join('\n'),
    )
    .join('')
}

function linesOf({ kind, label, settings, changed }: Difference, { error, hint, warning }: Colours): readonly string[] {
  const all = settings
    .map(([name, value]) => (value === undefined ? `!${name}` : value === true ? name : `${name}=${shown(value)}`))
    .join(' ')
  if (kind === 'added') return [hint(`  + ${all}`)]
  if (kind === 'removed') return [error(`  - ${all}`)]
  if (kind === 'moved') return [warning(`  > ${label}`)]
  const lines = changed.map(({ name, from, to }) => `${label === '' ? '  ~ ' : '      '}${name}: ${shown(from)} -> ${shown(to)}`)
  return (label === '' ? lines : [`  ~ ${label}`, ...lines]).map(warning)
}

/** A value on one line. */
const shown = (value: string | undefined): string =>
  value === undefined ? 'nothing' : value === '' ? '""' : value.replaceAll(/\r?\n/g, '\\n')

function json(comparisons: readonly Comparison[]): string {
  const decoded = (value: string | undefined): string | null => (value === undefined ? null : fromBytes(value))
  const rows = comparisons.flatMap(({ differences }) =>
    differences.map(({ path, kind, label, settings, changed }) => ({
      menu: path,
      kind,
      row: fromBytes(label),
      ...(kind === 'added' || kind === 'removed'
        ? { settings: Object.fromEntries(settings.map(([name, value]) => [name, value === true ? true : decoded(value)])) }
        : {}),
      ...(changed.length > 0 ? { changed: changed.map(({ name, from, to }) => ({ name, from: decoded(from), to: decoded(to) })) } : {}),
    })),
  )
  return toBytes(visibleJson(`${JSON.stringify(rows, undefined, 2)}\n`))
}
