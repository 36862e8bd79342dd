// Owns the command line: its help, its exit codes, and dispatching to verbs.
import { Command, CommanderError, Option } from 'commander'
import { forgetSettings } from './config/settings-files.ts'
import { Complaint, ExitCode, exitRows, type VerbExits } from './exit-code.ts'
import { folded } from './fold.ts'
import { loadVerbs, verbs } from './list.ts'
import { colourOption, coloursFor, applyColourFlag } from './paint.ts'
import { brokenText, complaintText } from './error-message.ts'
import { optionFlag, type HelpExample, type Verb, type VerbOption } from './verb.ts'
import { isTerminal, printMessage, writeMessage } from './output.ts'

declare const OFFBOX_VERSION: string

/** The exit codes of a verb, or all of them, with their meanings. */
function exitsText(verb: VerbExits | undefined): string {
  const lines = exitRows(verb).map(([code, about]) => `  ${String(code).padEnd(4)} ${folded(about, 7).join(`\n${' '.repeat(7)}`)}\n`)
  return `\nExit codes:\n${lines.join('').trimEnd()}`
}

type End = (code: ExitCode) => void

/** The command line with some verbs. `end` receives the exit code of the verb that ran. */
function commandLine(known: readonly Verb[], end: End): Command {
  const program = new Command('offbox')
    .description('Runs, checks, formats, tests and fuzzes MikroTik RouterOS scripts without a router.')
    .version(OFFBOX_VERSION)
    .exitOverride()
    .configureOutput({ writeOut: printMessage, writeErr: writeMessage })
    .addOption(optionOf('color', colourOption))
    .hook('preAction', (whole) => {
      const { color } = whole.opts<{ readonly color?: string }>()
      if (color !== undefined) applyColourFlag(colourOption.parse(color))
    })
  for (const verb of known) attach(program, verb, end)
  return program.addHelpText('after', `${examplesText(known.flatMap(({ examples }) => examples))}\n${exitsText(undefined)}`)
}

function attach(parent: Command, { name, about, options, arguments: taken, examples, exits, common, verbs, run }: Verb, end: End): void {
  const command = parent.command(name).description(about)
  if (examples.length > 0) command.addHelpText('after', examplesText(examples))
  if (run !== undefined) command.addHelpText('after', exitsText({ exits, common })).showHelpAfterError(usageOf(parent, name))
  for (const [key, option] of Object.entries(options)) command.addOption(optionOf(key, option))
  for (const { name, about } of taken) command.argument(name, about)
  for (const verb of verbs) attach(command, verb, end)
  if (run !== undefined) command.action(async () => end(await run(command.processedArgs, command.opts())))
}

/** The next step after a usage error. */
const usageOf = (parent: Command, name: string): string =>
  `usage: see ${[...(parent.name() === 'offbox' ? [] : [parent.name()]), name].reduce((line, word) => `${line} ${word}`, 'offbox')} --help`

function optionOf(key: string, { letter, value, about, defaultValue, several }: VerbOption): Option {
  const signs = letter === undefined ? optionFlag(key) : `-${letter}, ${optionFlag(key)}`
  const option = new Option(value === undefined ? signs : `${signs} ${value}`, about).default(defaultValue)
  if (several === true) option.argParser((text, before: readonly string[] = []): readonly string[] => [...before, text])
  return option
}

const examplesText = (examples: readonly HelpExample[]): string => `\nExamples:\n${examples.map(exampleText).join('\n')}`

/** The columns of an example's command, if its description is on the same line. */
const exampleColumns = 34

/** The command and its description: on one line of 80 columns, or below each other. */
function exampleText([line, about]: HelpExample): string {
  const whole = `  ${line.padEnd(exampleColumns)} ${about}`.trimEnd()
  if (about === '' || (line.length < exampleColumns && whole.length <= 80)) return whole
  return [`  ${line}`, ...folded(about, 6).map((one) => `      ${one}`)].join('\n')
}

/**
 * Commander takes the next word as the value of an option with an optional value, so a bare option gets its default value here. For an
 * unknown option Commander only suggests similar ones without `=`.
 */
function withBareValues(words: readonly string[], known: readonly Verb[]): readonly string[] {
  const options = known.flatMap((verb) => [verb, ...verb.verbs]).flatMap(({ options }) => Object.keys(options).map(optionFlag))
  const names = new Set(['--color', ...options])
  const bare = new Map(
    known.flatMap(({ options }) =>
      Object.entries(options).flatMap(([key, { bare }]) =>
        bare === undefined ? [] : [[optionFlag(key), `${optionFlag(key)}=${bare}`] as const],
      ),
    ),
  )
  const behind = words.indexOf('--')
  return words.flatMap((word, at) => {
    const [, name] = /^(--[^=]+)=/.exec(word) ?? []
    const isOption = name === undefined || names.has(name) || (behind !== -1 && at > behind)
    return isOption ? [bare.get(word) ?? word] : [name, word.slice(name.length + 1)]
  })
}

/** The requested verb; all verbs for help or an unknown verb. */
async function requestedVerbs(name: string | undefined): Promise<readonly Verb[]> {
  const load = name === undefined ? undefined : verbs.get(name)
  return load === undefined ? loadVerbs() : [(await load()).verb]
}

/**
 * Runs the command line once, with the words and the environment of this process; returns its exit code. A later run in the same process
 * starts anew, except that it reuses catalogs, which never change.
 */
export async function main(): Promise<void> {
  forgetSettings()
  const end = (code: ExitCode): void => {
    process.exitCode = code
  }
  try {
    const known = await requestedVerbs(process.argv[2])
    await commandLine(known, end).parseAsync(withBareValues(process.argv, known))
  } catch (error) {
    if (error instanceof CommanderError) end(error.exitCode === 0 ? ExitCode.ok : ExitCode.usage)
    else if (error instanceof Complaint) {
      writeMessage(complaintText(error, coloursFor(isTerminal('error'))))
      end(error.code)
    } else if (error instanceof Error && 'code' in error && error.code === 'EPIPE') end(ExitCode.failed)
    else {
      writeMessage(`${brokenText(error)}\n`)
      end(ExitCode.broken)
    }
  }
}
