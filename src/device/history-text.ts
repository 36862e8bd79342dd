// Owns the command texts of /system/history: the command that was run, and the commands that would undo it.
import { exportValue } from '../print/quote.ts'
import { printStyle } from '../print/style.ts'
import { isSecretName } from '../schema/secret.ts'
import { show } from '../value/show.ts'
import { ArrayValue, Id, type Value } from '../value/value.ts'
import { exportedText } from './export/exported.ts'
import type { Router } from './router.ts'
import type { Reversible } from './rows/journal.ts'
import type { CommandArguments } from './types.ts'

/** Arguments that select rows; they follow the verb without their name. */
const selecting: ReadonlySet<string> = new Set(['numbers', 'number'])

/**
 * Formats a command as the manual shows it, with a path with blanks and sorted names: `/ip firewall filter add action=accept
 * chain=forward`.
 */
const commandOf = (path: string, verb: string, rest: readonly string[]): string =>
  [path.replaceAll(/(?<=.)\//g, ' '), verb, ...rest].join(' ')

/** Formats a property's value; undefined where it has none. */
type Write = (name: string, value: Value | undefined) => string | undefined

/** Formats names with values; secrets are left out. */
function settings(device: Router, path: string, values: Iterable<readonly [string, Value | undefined]>, write: Write): readonly string[] {
  const menu = device.menuAt(path)
  const style = printStyle(device.release.text)
  const text = (name: string, value: Value | undefined): string => {
    const written = write(name, value)
    return written === undefined ? `!${name}` : `${name}=${exportValue(written, style)}`
  }
  return [...values]
    .filter(([name]) => !isSecretName(name) && (menu === undefined || device.property(menu, name)?.sensitive !== true))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => text(name, value))
}

/** Formats values given to a command. */
const givenIn =
  (device: Router, path: string): Write =>
  (name, value) => {
    const menu = device.menuAt(path)
    if (value === undefined) return undefined
    return (menu === undefined ? undefined : device.property(menu, name)?.type.write(value, name)) ?? show(value)
  }

/** Formats values of a row; a property without a value is formatted with the value that it reads as. */
const keptIn =
  (device: Router, path: string, id: number): Write =>
  (name, value) => {
    const menu = device.menuAt(path)
    const values = new Map(value === undefined ? [] : [[name, value]])
    const text = menu === undefined ? undefined : exportedText(device, menu, { id, values, attachment: undefined }, name)
    return text ?? (name === 'comment' ? '' : undefined)
  }

/** Returns the command as it was run. */
export function doneText(device: Router, path: string, verb: string, { given, unset }: Pick<CommandArguments, 'given' | 'unset'>): string {
  const rows = [...given].filter(([name]) => selecting.has(name)).map(([, value]) => rowText(value))
  const values = [...given].filter(([name]) => !selecting.has(name))
  const cleared = [...unset].map((name) => [name, undefined] as const)
  return commandOf(path, verb, [...rows, ...settings(device, path, [...values, ...cleared], givenIn(device, path))])
}

const rowText = (value: Value): string => (value instanceof ArrayValue ? value.items.map(show).join(',') : show(value))

/**
 * Returns the commands that undo changes, one a line. The manual shows `remove` for an `add`; the others are *inferred*. Changes that no
 * command can undo (an order of rows, a signature) have none.
 */
export function undoText(device: Router, changes: readonly Reversible[]): string {
  const commands: string[] = []
  const before = new Map<object, { readonly path: string; readonly id: number; readonly values: Map<string, Value | undefined> }>()
  const added = new Set(changes.flatMap(({ row, does }) => (does === 'add' && row !== undefined ? [row] : [])))
  for (const { path, row, does, property, before: value } of changes) {
    if (path === undefined || row === undefined) continue
    const id = show(new Id(row.id))
    if (does === 'add') commands.push(commandOf(path, 'remove', [id]))
    else if (does === 'remove') commands.push(commandOf(path, 'add', settings(device, path, row.values, keptIn(device, path, row.id))))
    else if (property !== undefined && !added.has(row)) {
      const known = before.get(row) ?? { path, id: row.id, values: new Map<string, Value | undefined>() }
      if (!known.values.has(property)) known.values.set(property, value)
      before.set(row, known)
    }
  }
  for (const { path, id, values } of before.values()) {
    const isSettings = device.menuAt(path)?.kind === 'settings'
    commands.push(
      commandOf(path, 'set', [...(isSettings ? [] : [show(new Id(id))]), ...settings(device, path, values, keptIn(device, path, id))]),
    )
  }
  return commands.reverse().join('\n')
}
