// Owns `offbox fmt`: formats scripts in place or to standard output, or only checks their format.
import type { NamesOptions } from '../entry-options.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import { hasCode } from '../host/node/cause.ts'
import { catalogFor, checkerFor } from '../host/node/catalog-cache.ts'
import { formatted } from '../resolve/formatted.ts'
import { unclosedAt } from '../resolve/trap.ts'
import type { Local } from '../settings/settings.ts'
import type { FormatStyle } from '../syntax/format.ts'
import { fromBytes, toBytes, withoutMark } from '../text/bytes.ts'
import { Source } from '../text/source.ts'
import { visibleLine } from '../text/visible.ts'
import { scriptSettingsFor, pathsOr } from './config/find-settings.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { nameOptions, namesForScript, namesOf, releaseOption, settingsOptions, withSettings } from './shared-options.ts'
import { isTerminal, type Output, outputTo, shownBytes, writeMessage } from './output.ts'
import { coloursFor } from './paint.ts'
import { patchOf } from './patch.ts'
import { brokenText, complaintText, diagnosticText } from './error-message.ts'
import { pathsHelp, readChecked, scriptsOf } from './scripts.ts'
import { declareVerb, optionalChoice, type FlagsOf, type VerbOptions } from './verb.ts'
import { writeWhole } from './writing.ts'

/** What to do with a text that is not formatted. */
interface FmtOptions {
  readonly names: NamesOptions
  readonly style: FormatStyle
  readonly writes: boolean
  readonly shows: boolean
}

/** The maximum indent of a block, in spaces. */
const maxIndentSpaces = 16
/** The minimum width of a line, in columns. */
const minWidthColumns = 40

const options = {
  check: { about: 'write nothing; list the scripts that are not formatted, and exit with 1 if there are any' },
  diff: { about: 'show the changes instead of writing them' },
  indent: { value: '<indent>', about: 'indent of blocks: a number of spaces (default: 2), or tab', parse: indentOf },
  paths: optionalChoice('<style>', ['written', 'slashes', 'spaces'], {
    about: 'style of paths: written (unchanged, the default), slashes (/ip/address/add) or spaces (/ip address add)',
    what: 'style of paths',
  }),
  semicolons: optionalChoice('<what>', ['drop', 'keep'], {
    about: 'semicolons after statements: drop (default) or keep',
    what: 'style of semicolons',
  }),
  width: { value: '<columns>', about: 'break longer commands between their arguments (default: never)', parse: widthOf },
  release: releaseOption('of the scripts', 'settings', 'header'),
  ...nameOptions,
  ...settingsOptions,
  stdinFilename: { value: '<file>', about: 'name of standard input (-) in messages and for settings' },
  quiet: { letter: 'q', about: 'print no summary' },
} as const satisfies VerbOptions

type FmtFlags = FlagsOf<typeof options>

/** The verb `fmt`: formats scripts in place, or reports which ones are not formatted. The meaning of a script never changes. */
export const verb = declareVerb({
  name: 'fmt',
  about: 'format scripts in place: one statement per line, blocks indented',
  options,
  arguments: [{ name: '[path...]', about: pathsHelp }],
  examples: [['offbox fmt --diff .', 'show what formatting would change']],
  exits: {
    ok: 'every script is formatted now; with --check: was formatted before',
    failed: '--check found a script that is not formatted',
    refused: 'a script does not parse, and stays unchanged',
  },
  run: fmt,
})

/**
 * Formats the given paths; a formatted file is not touched. Every file is tried: 66 if one cannot be read, 73 if one cannot be written, 2
 * if a device would refuse one, else 1 if `--check` found an unformatted one.
 */
function fmt(paths: readonly string[], flags: FmtFlags): ExitCode {
  const output = outputTo(false)
  const scripts = scriptsOf(pathsOr(paths, flags))
  const optionsFor = formatOptions(flags)
  let changed = 0
  const codes = scripts.map(({ path }): ExitCode => {
    try {
      const own = optionsFor(path)
      const read = readChecked(path, path === '-' ? flags.stdinFilename : undefined)
      const { name } = read
      // A device refuses a byte order mark, so the formatted text has none.
      const source = new Source(withoutMark(read.text), name)
      // A script may be for any board, as for check.
      const names = namesForScript(own.names, source)
      const { root } = catalogFor({ ...names, boards: true })
      const result = formatted(source, { root }, own.style)
      if ('diagnostics' in result) {
        output.flush()
        const explained = result.refusal === undefined ? undefined : [checkerFor(names).explain(result.refusal, source)]
        for (const one of explained ?? result.diagnostics.map((found) => atOpener(found, source)))
          writeMessage(diagnosticText(one, source, coloursFor(isTerminal('error'))))
        return ExitCode.refused
      }
      if (result.text !== read.text) changed++
      writeResult(path, { name, before: read.text, text: result.text }, own, output)
      return ExitCode.ok
    } catch (error) {
      // A closed output ends everything.
      if (hasCode(error)) throw error
      output.flush()
      const isComplaint = error instanceof Complaint
      writeMessage(complaintText(isComplaint ? error : { message: brokenText(error, path) }, coloursFor(isTerminal('error'))))
      return isComplaint ? error.code : ExitCode.broken
    }
  })
  output.flush()
  const left = codes.filter((code) => code !== ExitCode.ok)
  if (flags.quiet !== true && !paths.includes('-')) writeMessage(summaryOf(scripts.length, changed, left, flags))
  const worst = Math.max(...codes)
  return left.find((code) => code === worst) ?? (flags.check === true && changed > 0 ? ExitCode.failed : ExitCode.ok)
}

/** Moves a refusal to the unclosed sign that causes it, since the text may end far from it. */
function atOpener(one: Diagnostic, source: Source): Diagnostic {
  const opener = unclosedAt(source, { offset: one.from, code: one.code })
  return opener === undefined || source.lineAt(opener.offset) === one.line
    ? one
    : { ...one, from: opener.offset, to: opener.offset + 1, ...source.placeAt(opener.offset) }
}

/** `1 script formatted, 2 already formatted, 1 could not be formatted and is left as before, 1 not readable`. */
function summaryOf(all: number, changed: number, left: readonly ExitCode[], { check, diff }: FmtFlags): string {
  const done = check === true || diff === true ? 'would be formatted' : 'formatted'
  const unread = left.filter((code) => code === ExitCode.noInput).length
  const kept = left.length - unread
  const parts = [
    `${changed} ${changed === 1 ? 'script' : 'scripts'} ${done}`,
    `${all - changed - left.length} already formatted`,
    ...(kept === 0 ? [] : [`${kept} could not be formatted and ${kept === 1 ? 'is' : 'are'} left as before`]),
    ...(unread === 0 ? [] : [`${unread} not readable`]),
  ]
  return `${parts.join(', ')}\n`
}

/** The options of each script: flags take precedence over settings. */
const formatOptions =
  (flags: FmtFlags) =>
  (path: string): FmtOptions => {
    const { settings } = scriptSettingsFor(path === '-' ? flags.stdinFilename : path, flags)
    const { indent, width, paths, semicolons } = { ...styleIn(settings), ...flags }
    return {
      names: namesOf(withSettings(flags, settings)),
      style: {
        indent: indent ?? '  ',
        paths: paths ?? 'written',
        semicolons: semicolons ?? 'drop',
        ...(width === undefined ? {} : { width }),
      },
      writes: flags.check !== true && flags.diff !== true,
      shows: flags.diff === true,
    }
  }

function styleIn({ fmt: style = {} }: Local): FormatStyle {
  const { indent, ...rest } = style
  return { ...rest, ...(indent === undefined ? {} : { indent: typeof indent === 'number' ? ' '.repeat(indent) : '\t' }) }
}

interface Change {
  readonly name: string
  readonly before: string
  readonly text: string
}

function writeResult(path: string, { name, before, text }: Change, { writes, shows }: FmtOptions, output: Output): void {
  if (writes && path === '-') return output.write(text)
  if (text === before) return
  // A patch may be read by a program: it is written unchanged unless to a terminal.
  const patch = shows ? patchOf(toBytes(name), before, text, coloursFor(isTerminal('out'))) : `${toBytes(visibleLine(name))}\n`
  output.write(isTerminal('out') ? shownBytes(fromBytes(patch)) : patch)
  if (writes) writeWhole(path, Buffer.from(text, 'latin1'))
}

function widthOf(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= minWidthColumns) return Number(text)
  throw new Complaint(ExitCode.usage, `'${text}' is not a width`, `a width is a number of columns, from ${minWidthColumns}`)
}

function indentOf(text: string): string {
  if (text === 'tab') return '\t'
  if (/^\d+$/.test(text) && Number(text) <= maxIndentSpaces) return ' '.repeat(Number(text))
  throw new Complaint(ExitCode.usage, `'${text}' is not an indent`, `an indent is a number of spaces, up to ${maxIndentSpaces}, or tab`)
}
