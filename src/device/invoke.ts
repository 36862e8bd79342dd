// Owns running a command given as data: its path and the values of its arguments, without a script.
import type { Argument, Command } from '../../grammar/names.ts'
import { exhausted, commandName } from '../compile/place.ts'
import { Failure, unmodelled } from '../diagnostic/failure.ts'
import { KnownArgument } from '../schema/known-argument.ts'
import { KnownCommand } from '../schema/known-command.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import type { Value } from '../value/value.ts'
import { runCommand } from './behaviours.ts'
import type { Router } from './router.ts'
import type { CommandArguments } from './types.ts'
import type { Actor } from './actor.ts'

/** The arguments of a command. */
export interface InvokeArguments {
  /**
   * Values by argument. A text is read by the kind of its argument, like an unquoted word in a script (`10.0.0.1/24`, `1h`, `yes`, `a,b`);
   * a text that cannot be read so is passed on as text. A flag (`as-value`) is `true` or an empty text.
   */
  readonly given?: ReadonlyMap<string, Value>
  /** Arguments given as `!name`. */
  readonly unset?: ReadonlySet<string>
  /** Selects rows, where the command takes a `where`: called for each row with a function that reads its properties (`.id` is one). */
  readonly where?: CommandArguments['where'] | undefined
  /**
   * Arguments as REST and the API send them: arbitrary bytes, not a script. Text stays text, other values are read by the kind of the
   * argument; `true` and `false` mean `yes` and `no`. `.id` holds the command's rows: ids or names, separated by commas.
   */
  readonly words?: ReadonlyMap<string, string>
  /** The condition as data; see `CommandArguments`. */
  readonly singleEquality?: CommandArguments['singleEquality']
  /** `print` passes its rows on in their wire form; see `CommandArguments`. */
  readonly wire?: CommandArguments['wire']
  /** Names cannot be abbreviated, as in REST and the API, and are refused with their messages (`unknown parameter x`). */
  readonly exact?: true
}

/**
 * Runs the command at `path` (`/ip/address/add`; names may be abbreviated as in scripts) as `actor`, and returns its value: the id for
 * `add`, an array of rows for `print` with `as-value`. It runs in a transaction: a command that fails changes nothing.
 *
 * Throws the Failure that a script would get, with `command` set. Errors that a parser would report have no position here, so their
 * messages come without one: `bad command name x`, `bad parameter x` (before 7.23 `expected end of command`). Words of the language
 * (`/put`, `/import`) are not commands of menus and not modelled here. Throws an Error for a device that was made without names.
 */
export function invoke(device: Router, path: string, request: InvokeArguments, actor: Actor): Value {
  const command = request.exact === true ? exactlyAt(device, path) : commandAt(device, path)
  try {
    return runCommand(device, actor, command, argumentsOf(command, request))
  } catch (thrown) {
    const error = exhausted(thrown)
    throw error instanceof Failure && error.command === undefined ? error.at({ command: commandName(command) }) : error
  }
}

function commandAt({ root }: Router, path: string): Command {
  if (root === undefined) throw new Error('this device has no names to invoke commands by')
  let menu: KnownMenu = root
  const refused = (message: string): Failure => (root.sure ? new Failure(message) : unmodelled(path, message)).at({ command: '' })
  const words = path.split('/').filter((word) => word !== '')
  for (const [at, word] of words.entries()) {
    const found = menu.find(word)
    if (found === undefined) throw refused(`bad command name ${word}`)
    if (!(found instanceof KnownCommand)) menu = found
    else if (at < words.length - 1) throw refused(`bad command name ${words[at + 1] ?? ''}`)
    else return found
  }
  throw refused('expected command name')
}

/** Returns the command at a path of full names. Throws the Failure of REST and the API where there is none. */
function exactlyAt({ root }: Router, path: string): Command {
  if (root === undefined) throw new Error('this device has no names to invoke commands by')
  const found = entryAt(root, path)
  if (found instanceof KnownCommand) return found
  throw found === undefined ? noSuchEntry(root, path) : new Failure('no such command', { cause: { kind: 'no-such-command' }, command: '' })
}

/** Returns the failure `no such command or directory (x)`, x being the first word of the path that does not exist. */
export function noSuchEntry(root: KnownMenu, path: string | readonly string[]): Failure {
  const words = wordsOf(path)
  const bad = words.find((_, at) => entryAt(root, words.slice(0, at + 1)) === undefined) ?? ''
  return new Failure(`no such command or directory (${bad})`, { cause: { kind: 'no-such-entry' }, command: '' })
}

/** Returns the menu or command at a path of full names or aliases, or of their words; undefined where there is none. */
export function entryAt(root: KnownMenu, path: string | readonly string[]): KnownMenu | KnownCommand | undefined {
  let menu = root
  const words = wordsOf(path)
  for (const [at, word] of words.entries()) {
    const found = menu.entries.get(word) ?? menu.aliased(word)
    if (!(found instanceof KnownCommand)) {
      if (found === undefined) return undefined
      menu = found
    } else return at === words.length - 1 ? found : undefined
  }
  return menu
}

const wordsOf = (path: string | readonly string[]): readonly string[] =>
  typeof path === 'string' ? path.split('/').filter((word) => word !== '') : path

function argumentsOf(
  command: Command,
  { given = new Map(), unset = new Set(), where, singleEquality, words, wire, exact }: InvokeArguments,
): CommandArguments {
  if (where !== undefined && exact !== true && command.exact('where') === undefined) throw unknownArgument(command, 'where')
  const all = new Map<string, Value>()
  for (const [name, value] of given) {
    const argument = argumentOf(command, name)
    all.set(argument.name, read(argument, value))
  }
  const named = (name: string): Argument => (exact === true ? exactArgument(command, name) : argumentOf(command, name))
  for (const [name, text] of words ?? []) {
    const argument = named(name)
    const value = readWords(argument, text)
    if (value !== undefined) all.set(argument.name, value)
  }
  return { given: all, unset: new Set([...unset].map((name) => named(name).name)), where, singleEquality, yields: true, wire }
}

/** Returns the argument of exactly this name. */
function exactArgument(command: Command, name: string): Argument {
  const argument =
    name === '.id'
      ? (command.exact('numbers') ?? command.exact('number') ?? command.exact('.id') ?? command.place(0))
      : (command.exact(name) ?? (name === 'numbers' ? command.exact('number') : name === 'number' ? command.exact('numbers') : undefined))
  if (argument === undefined || argument.slot === 'condition')
    throw new Failure(`unknown parameter ${name}`, { cause: { kind: 'unknown-argument' }, command: '' })
  return argument
}

/**
 * Reads a value as REST and the API send it; undefined where a flag was given as off. A flag that only has to be present (`as-string`) is
 * on for any value; `once` can be off (a CHR of 7.23.1).
 */
function readWords(argument: Argument, text: string): Value | undefined {
  const kind = argument instanceof KnownArgument ? argument.kind.name : 'any'
  if (argument.flag) return argument.name === 'once' && (text === 'false' || text === 'no') ? undefined : true
  if (kind === 'string' || kind === 'code') return text
  const truth = text === 'true' ? 'yes' : text === 'false' ? 'no' : undefined
  const words = argument instanceof KnownArgument ? argument.kind.words : []
  if (truth !== undefined && !words.includes(text) && (kind === 'bool' || words.includes(truth)))
    return argument.read(truth, false) ?? truth
  return argument.read(text, kind === 'any') ?? text
}

function argumentOf(command: Command, name: string): Argument {
  const argument = command.argument(name)
  // A condition is not a value: it is passed as `where`.
  if (argument === undefined || argument.slot === 'condition') throw unknownArgument(command, name)
  return argument
}

const unknownArgument = ({ lenient }: Command, name: string): Failure =>
  new Failure(lenient ? `bad parameter ${name}` : 'expected end of command', { command: '' })

/** Reads a value as a script would have given it. */
function read(argument: Argument, value: Value): Value {
  if (typeof value !== 'string') return value
  return argument.flag && value === '' ? true : (argument.read(value, false) ?? value)
}
