// Owns manual pages (roff, man(7)) of offbox and of each verb, generated from the table of verbs.
import { exitRows, type VerbExits } from './exit-code.ts'
import { colourOption } from './paint.ts'
import { optionFlag, type Verb, type VerbOption } from './verb.ts'

/** Pages by file name. */
export function manualPages(verbs: readonly Verb[], version: string): ReadonlyMap<string, string> {
  const pages = verbs.map((verb): readonly [string, string] => [`offbox-${verb.name}.1`, pageOf(verb, version)])
  return new Map([['offbox.1', overview(verbs, version)], ...pages])
}

/** Escapes text for a page: no line is a request, and characters stay as typed. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gm, '\\&$1')

const head = (name: string, about: string, version: string): string =>
  `.TH ${name.toUpperCase()} 1 "" "offbox ${version}"\n.SH NAME\n${roff(name)} \\- ${roff(about)}\n`

const entry = (title: string, text: string): string => `.TP\n.B ${roff(title)}\n${roff(text)}\n`

function overview(verbs: readonly Verb[], version: string): string {
  return [
    head('offbox', 'runs, checks, formats, tests and fuzzes MikroTik RouterOS scripts off the box', version),
    '.SH SYNOPSIS\n.B offbox\n.I verb\n[options] [arguments]\n',
    '.SH VERBS\n',
    ...verbs.map(({ name, about }) => entry(name, about)),
    optionOf(['color', colourOption]),
    exitsOf(undefined),
    `.SH SEE ALSO\n${verbs.map(({ name }) => `.BR offbox\\-${name} (1)`).join(',\n')}\n`,
  ].join('')
}

function pageOf(verb: Verb, version: string): string {
  const { name, about, verbs, examples } = verb
  const forms = verbs.length === 0 ? [synopsis(`offbox ${name}`, verb)] : verbs.map((one) => synopsis(`offbox ${name} ${one.name}`, one))
  const options = [verb, ...verbs].flatMap((one) => Object.entries(one.options))
  const taken = [verb, ...verbs].flatMap((one) => one.arguments)
  return [
    head(`offbox-${name}`, about, version),
    `.SH SYNOPSIS\n${forms.join('.br\n')}`,
    taken.length === 0 ? '' : `.SH ARGUMENTS\n${taken.map((one) => entry(one.name, one.about)).join('')}`,
    options.length === 0 ? '' : `.SH OPTIONS\n${options.map(optionOf).join('')}`,
    examples.length === 0 ? '' : `.SH EXAMPLES\n${examples.map(([line, text]) => entry(line, text)).join('')}`,
    exitsOf(verb),
    '.SH SEE ALSO\n.BR offbox (1)\n',
  ].join('')
}

const synopsis = (line: string, { arguments: taken }: Verb): string =>
  `.B ${roff(line)}\n[options]${taken.map(({ name }) => ` ${roff(name)}`).join('')}\n`

const optionOf = ([key, { letter, value, about, defaultValue }]: readonly [string, VerbOption]): string =>
  entry(
    `${letter === undefined ? '' : `-${letter}, `}${optionFlag(key)}${value === undefined ? '' : ` ${value}`}`,
    defaultValue === undefined ? about : `${about} (default: ${defaultValue})`,
  )

const exitsOf = (verb: VerbExits | undefined): string =>
  `.SH EXIT STATUS\n${exitRows(verb)
    .map(([code, about]) => entry(String(code), about))
    .join('')}`
