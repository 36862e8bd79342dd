// Owns running a command that is given as data: its path and the values of its arguments, without a text of the language.
import type { Argument, Command } from '../../grammar/names.ts'
import { exhausted, spelled } from '../compile/place.ts'
import { Failure, unmodelled } from '../diagnostic/failure.ts'
import { KnownCommand } from '../schema/known-command.ts'
import type { KnownMenu } from '../schema/known-menu.ts'
import type { Value } from '../value/value.ts'
import { perform } from './behaviours.ts'
import type { Router } from './router.ts'
import type { Arguments } from './types.ts'
import type { Who } from './who.ts'

/** What is given to a command. */
export interface Request {
  /**
   * Values by argument. A text is read by the kind of its argument, as an unquoted word in a script is (`10.0.0.1/24`, `1h`, `yes`, `a,b`);
   * what
   * cannot be read so is handed on as text. A flag (`as-value`) is `true` or an empty text.
   */
  readonly given?: ReadonlyMap<string, Value>
  /** Arguments given as `!name`. */
  readonly unset?: ReadonlySet<string>
  /** Chooses rows, where the command takes a `where`: asked of each with a reader of its properties (`.id` is one). */
  readonly where?: Arguments['where'] | undefined
}

/**
 * Runs the command at `path` (`/ip/address/add`; names may be abbreviated as in scripts) as `who`, and returns its value: of `add` the id,
 * of
 * `print` with `as-value` an array of rows. It runs in a transaction: where it fails, the device is as it was before.
 *
 * Throws the Failure that a script would get, `command` filled in. What a parser refuses in a text has no place here, so its words come
 * without
 * one: `bad command name x`, `bad parameter x` (before 7.23 `expected end of command`). Words of the language (`/put`, `/import`) are no
 * commands
 * of menus and not modelled here. Throws an Error for a device that was made without names.
 */
export function invoke(device: Router, path: string, request: Request, who: Who): Value {
  const command = commandAt(device, path)
  try {
    return perform(device, who, command, argumentsOf(command, request))
  } catch (thrown) {
    const error = exhausted(thrown)
    throw error instanceof Failure && error.command === undefined ? error.at({ command: spelled(command) }) : error
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

function argumentsOf(command: Command, { given = new Map(), unset = new Set(), where }: Request): Arguments {
  if (where !== undefined && command.exact('where') === undefined) throw unknownArgument(command, 'where')
  return {
    given: new Map(
      [...given].map(([name, value]) => {
        const argument = argumentOf(command, name)
        return [argument.name, read(argument, value)]
      }),
    ),
    unset: new Set([...unset].map((name) => argumentOf(command, name).name)),
    where,
    yields: true,
  }
}

function argumentOf(command: Command, name: string): Argument {
  const argument = command.argument(name)
  // A condition is no value: it is given as `where`.
  if (argument === undefined || argument.slot === 'condition') throw unknownArgument(command, name)
  return argument
}

const unknownArgument = ({ lenient }: Command, name: string): Failure =>
  new Failure(lenient ? `bad parameter ${name}` : 'expected end of command', { command: '' })

/** A value as a script would have given it. */
function read(argument: Argument, value: Value): Value {
  if (typeof value !== 'string') return value
  return argument.flag && value === '' ? true : (argument.read(value, false) ?? value)
}
