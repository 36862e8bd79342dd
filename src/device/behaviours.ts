// Owns running a menu's command: finding its implementation, checking policies, and undoing its changes where it fails.
import type { Command } from '../../grammar/names.ts'
import type { Behaviour } from '../compile/machine.ts'
import { KnownCommand } from '../schema/known-command.ts'
import { KnownMenu } from '../schema/known-menu.ts'
import { notModelled } from '../schema/refusal.ts'
import { payFor, payTime } from '../value/limits.ts'
import { nil, type Value } from '../value/value.ts'
import type { CommandCall } from './call.ts'
import { toFailure } from './world/fault.ts'
import { requirePolicies } from './policy/need.ts'
import { exportMenu } from './commands/export.ts'
import type { FinishedCommand } from './history.ts'
import { doneText, undoText } from './history-text.ts'
import { generics } from './commands/list.ts'
import { rowsOf } from './rows/row-numbers.ts'
import type { Console } from './console.ts'
import type { Router, DeviceMenu } from './router.ts'
import { plainMenu } from './plain/plain.ts'
import type { CommandArguments } from './types.ts'
import type { Actor } from './actor.ts'
import { lastSegment } from '../text/words.ts'

/** The fixed cost of a command, in units of `payTime`; large arguments are paid for separately. */
const workPerCommand = 8192

/** The user of all entries of `/system/history`: every console has the same. */
const consoleUser = 'admin'

/**
 * Returns the behaviour of a menu's command; undefined for commands of the root, which are builtins, except `export`. A command without an
 * implementation fails when it is run, as not modelled.
 */
export function behaviours(command: Command): Behaviour<Console> | undefined {
  const { menu } = command
  // A command of the root may be an alias of a menu's command, as `/ping` of `/tool/ping`.
  const same = menu.parent === undefined && menu instanceof KnownMenu ? menu.aliased(command.name) : undefined
  if (menu.parent === undefined && command.name !== 'export' && !(same instanceof KnownCommand)) return undefined
  const meant = same instanceof KnownCommand ? same : command
  return { run: (call) => runCommand(call.machine.device, call.machine, meant, call) }
}

/**
 * Runs a command of a menu as `actor`: checks the actor's policies, and undoes the command's changes where it fails. Compiled code and
 * `invoke` both run commands here. Throws the Failure of the command.
 */
export function runCommand(device: Router, actor: Actor, command: Command, what: CommandArguments): Value {
  const { given, unset: cleared, where, singleEquality, yields, wire } = what
  payTime(workPerCommand)
  for (const value of given.values()) payFor(value)
  const menu = command.menu.parent === undefined ? undefined : lookUp(device, command)
  const own = menu?.commands !== undefined && Object.hasOwn(menu.commands, command.name) ? menu.commands[command.name] : undefined
  requirePolicies(device, actor.policies, command, given)
  const reply = device.staging?.replyTo(command, what)
  if (reply !== undefined) return reply.run(actor, what)
  // The root, and a menu that only holds other menus, export those.
  if (menu === undefined && command.name === 'export') return exportMenu({ device, actor, command, given })
  const run = menu && (own?.run ?? generics.get(command.name)?.run)
  if (menu === undefined) throw notModelled(command.path)
  const go = (): Value =>
    (run ?? runUnmodelled)({
      device,
      actor,
      menu,
      store: device.store(menu),
      command,
      given,
      unset: cleared,
      where,
      singleEquality,
      yields,
      wire,
    })
  try {
    return own?.keepsChanges === true
      ? go()
      : device.transact(go, historyEntryOf(device, menu, command), () => ({
          redo: () => doneText(device, menu.path, command.name, what),
          undoOf: (changes) => undoText(device, changes),
        }))
  } catch (error) {
    throw toFailure(error)
  }
}

/** Runs a command without an implementation: it fails as not modelled, unless it is given no rows; a missing row is reported as usual. */
function runUnmodelled(call: CommandCall): Value {
  const argument = ['numbers', 'number'].find((name) => call.given.has(name))
  if (argument !== undefined && rowsOf(call, argument).length === 0) return nil
  throw notModelled(call.command.path)
}

/** The history's entry of each command of a menu, by name. */
const historyEntries = new WeakMap<DeviceMenu, Map<string, FinishedCommand>>()

/** Returns the history's entry of a command that `/undo` can undo. Rows derived from elsewhere (files, globals) are not configuration. */
function historyEntryOf(device: Router, menu: DeviceMenu, command: Command): FinishedCommand | undefined {
  if (menu.refresh !== undefined && menu.keepsRows !== true) return undefined
  if (menu.irreversible !== undefined && device.isRelease(menu.irreversible)) return undefined
  let known = historyEntries.get(menu)
  if (known === undefined) historyEntries.set(menu, (known = new Map<string, FinishedCommand>()))
  let entry = known.get(command.name)
  if (entry === undefined) known.set(command.name, (entry = { action: actionOf(menu, command), by: consoleUser }))
  return entry
}

/** Past tenses of common commands in `/system/history`; all commands that set something use `changed`. */
const pastTenses: Readonly<Record<string, string>> = { add: 'added', remove: 'removed', move: 'moved' }
const changing: ReadonlySet<string> = new Set(['set', 'unset', 'reset', 'enable', 'disable', 'comment', 'edit'])

/**
 * Returns the action of a history entry: `address added`, `filter rule changed`, `clock settings changed`. The manual shows `filter rule
 * added` and `route 0.0.0.0/0 added`; the others are *inferred*.
 */
function actionOf({ path, kind, ordered }: DeviceMenu, { name }: Command): string {
  const noun = lastSegment(path).replaceAll('-', ' ')
  const what = kind === 'settings' ? `${noun} settings` : ordered === true ? `${noun} rule` : noun
  const verb = Object.hasOwn(pastTenses, name) ? pastTenses[name] : changing.has(name) ? 'changed' : undefined
  return verb === undefined ? `${noun} ${name.replaceAll('-', ' ')}` : `${what} ${verb}`
}

function lookUp(device: Router, { menu }: Command): DeviceMenu | undefined {
  const known = device.menuAt(menu.path)
  if (known !== undefined) return known
  const made = menu instanceof KnownMenu ? plainMenu(menu, { board: device.board.rows[menu.path] ?? [] }) : undefined
  return made && device.menus.remember(made)
}
