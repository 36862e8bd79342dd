// Owns `offbox fmt`: scripts brought into one form, in place, on standard output, or only looked at.
import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { writeAtomically } from '../host/node/atomic.ts'
import { hasCode } from '../host/node/cause.ts'
import { catalogFor } from '../host/node/known.ts'
import { exportedBy } from '../resolve/check/header.ts'
import { formatted } from '../resolve/formatted.ts'
import { readRelease } from '../schema/release.ts'
import type { FormatStyle } from '../syntax/format.ts'
import { fromBytes, toBytes } from '../text/bytes.ts'
import type { Source } from '../text/source.ts'
import { Complaint, ExitCode } from './exit-code.ts'
import { nameOptions, namesOf, releaseOr, type Names } from './names.ts'
import { isTerminal, type Output, outputTo, shownBytes, tell } from './output.ts'
import { coloursFor, type Colours } from './paint.ts'
import { brokenText, complaintText, diagnosticText } from './telling.ts'
import { readChecked, scriptsOf } from './scripts.ts'
import { choice, declareVerb, type FlagsOf, type VerbOptions } from './verb.ts'
import { writing } from './writing.ts'
import { visibleLine } from '../text/visible.ts'

/** What is done with a text that is not in the form. */
interface Order {
  readonly names: Names
  readonly style: FormatStyle
  readonly writes: boolean
  readonly shows: boolean
}

const widest = 16
const narrowest = 40

const options = {
  check: { about: 'write nothing; name what is not in that form, and exit with 1 where there is any' },
  diff: { about: 'write nothing; show what would change' },
  indent: { value: '<indent>', about: 'what blocks are indented by: a number of blanks, or tab', usual: '2', parse: indentOf },
  paths: choice('<style>', ['written', 'slashes', 'blanks'], {
    about: 'words of paths: written (each as it is), slashes (/ip/address/add) or blanks (/ip address add)',
    usual: 'written',
    what: 'style of paths',
  }),
  semicolons: choice('<what>', ['drop', 'keep'], {
    about: 'a ; behind a statement: drop, or keep where one is written',
    usual: 'drop',
    what: 'way with semicolons',
  }),
  width: { value: '<columns>', about: 'break commands that are longer, between their arguments', parse: widthOf },
  release: releaseOr('that reads them'),
  ...nameOptions,
} as const satisfies VerbOptions

export const verb = declareVerb({
  name: 'fmt',
  about: 'bring scripts into one form, in place: one statement a line, blocks indented, comments kept',
  options,
  arguments: [{ name: '<path...>', about: 'scripts, folders of them (*.rsc); - formats standard input to standard output' }],
  examples: [['offbox fmt --diff .', 'what one form would change; without --diff it is written']],
  run: fmt,
})

/** Lines that a difference may add and take away: finding it takes time with their square. */
const mostLines = 10_000

/**
 * Formats what is named; a file that is in the form already is not touched. Every file is tried: 66 where one cannot be read, 73 where one
 * cannot be written, 2 where a device would refuse one, else 1 where `--check` found one that is not in the form.
 */
function fmt(paths: readonly string[], flags: FlagsOf<typeof options>): ExitCode {
  const order: Order = {
    names: namesOf(flags),
    style: {
      indent: flags.indent,
      paths: flags.paths,
      semicolons: flags.semicolons,
      ...(flags.width === undefined ? {} : { width: flags.width }),
    },
    writes: flags.check !== true && flags.diff !== true,
    shows: flags.diff === true,
  }
  const output = outputTo(false)
  let changed = false
  const codes = scriptsOf(paths).map(({ path }): ExitCode => {
    try {
      const source = readChecked(path)
      const result = formatted(source, { root: catalogFor(releaseOf(source, order.names)).root }, order.style)
      if ('diagnostics' in result) {
        output.flush()
        for (const one of result.diagnostics) tell(diagnosticText(one, source, coloursFor(isTerminal('error'))))
        return ExitCode.refused
      }
      const { text } = result
      if (text !== source.text) changed = true
      hand(path, source, text, order, output)
      return ExitCode.fine
    } catch (error) {
      // A reader that is gone ends everything.
      if (hasCode(error)) throw error
      output.flush()
      const isComplaint = error instanceof Complaint
      tell(complaintText(isComplaint ? error : { message: brokenText(error, path) }, coloursFor(isTerminal('error'))))
      return isComplaint ? error.code : ExitCode.broken
    }
  })
  output.flush()
  const worst = Math.max(...codes)
  return (
    codes.find((code) => code === worst && code !== ExitCode.fine) ?? (flags.check === true && changed ? ExitCode.failed : ExitCode.fine)
  )
}

function hand(path: string, { name, text: before }: Source, text: string, { writes, shows }: Order, output: Output): void {
  if (writes && path === '-') return output.write(text)
  if (text === before) return
  // A patch is for programs, too: as it is, where nobody reads it on a terminal.
  const patch = shows ? difference(toBytes(name), before, text, coloursFor(isTerminal('out'))) : `${toBytes(visibleLine(name))}\n`
  output.write(isTerminal('out') ? shownBytes(fromBytes(patch)) : patch)
  if (writes) rewrite(path, Buffer.from(text, 'latin1'))
}

/** A unified difference, as `diff -u` and `patch` have it. */
function difference(name: string, before: string, after: string, { error, hint }: Colours): string {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY, maxEditLength: mostLines }
  const patch = createTwoFilesPatch(name, name, before, after, undefined, undefined, options)
  if (patch === undefined) return `${name}: more than ${mostLines} lines change\n`
  return patch.replace(/^-.*$/gm, (line) => error(line)).replace(/^\+.*$/gm, (line) => hint(line))
}

/** Links are followed: the file that they lead to is written, with the permissions that it has. */
function rewrite(path: string, contents: Uint8Array): void {
  writing(path, () => {
    const target = realpathSync(path)
    writeAtomically(target, join(dirname(target), `.${basename(target)}.${process.pid}`), contents, statSync(target).mode & 0o7777)
  })
}

/** The names that a text is read with: what is asked for, else the release that wrote an export. */
function releaseOf({ text }: Source, names: Names): Names {
  const release = names.release ?? exportedBy(text)
  return release === undefined || readRelease(release) === undefined ? names : { ...names, release }
}

function widthOf(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= narrowest) return Number(text)
  throw new Complaint(ExitCode.usage, `'${text}' is no width`, `a width is a number of columns, from ${narrowest}`)
}

function indentOf(text: string): string {
  if (text === 'tab') return '\t'
  if (/^\d+$/.test(text) && Number(text) <= widest) return ' '.repeat(Number(text))
  throw new Complaint(ExitCode.usage, `'${text}' is no indent`, `an indent is a number of blanks, up to ${widest}, or tab`)
}
