// Owns the list of commands that menus of the right kind have without declaring them, and the help texts of these commands and their
// arguments.
import type { Value } from '../../value/value.ts'
import type { CommandCall } from '../call.ts'
import { add } from './add.ts'
import { makeStatic, resetAllCounters, resetCounters } from './counters.ts'
import { edit } from './edit.ts'
import { exportMenu } from './export.ts'
import { find, get } from './get.ts'
import { print } from './print.ts'
import { move, remove } from './remove.ts'
import { comment, disable, enable, reset, set, unset } from './set.ts'

/** A command that menus have without declaring it. `about` is its help text. */
export interface Generic {
  readonly about: string
  readonly run: (call: CommandCall) => Value
}

const generic = (run: Generic['run'], about: string): Generic => ({ run, about })

/** The generic commands by name. */
export const generics: ReadonlyMap<string, Generic> = new Map(
  Object.entries({
    add: generic(add, 'adds a row and returns its id'),
    set: generic(set, 'changes rows, or the settings of a menu without rows'),
    remove: generic(remove, 'removes rows'),
    get: generic(get, 'returns a property of a row, or all of them as an array'),
    find: generic(find, 'returns the ids of rows that match a condition; of all without one'),
    print: generic(print, 'lists the rows, or the settings'),
    enable: generic(enable, 'sets disabled=no for rows'),
    disable: generic(disable, 'sets disabled=yes for rows'),
    comment: generic(comment, 'sets the comment of rows'),
    move: generic(move, 'moves rows before another one, or to the end'),
    edit: generic(edit, 'changes a property in an editor, which needs a terminal'),
    unset: generic(unset, 'clears a property'),
    export: generic(exportMenu, 'prints the configuration as commands'),
    reset: generic(reset, 'resets properties to their defaults'),
    'reset-counters': generic(resetCounters, 'resets the counters of rows'),
    'reset-counters-all': generic(resetAllCounters, 'resets the counters of all rows'),
    'make-static': generic(makeStatic, 'turns rows that the device made into configured ones'),
  }),
)

/** Help texts of arguments that many commands share; a menu's own text takes precedence. */
export const sharedArguments: ReadonlyMap<string, string> = new Map(
  Object.entries({
    numbers: 'the rows: ids, names, or numbers of the last print, with commas between several',
    number: 'the row: its id, its name, or its number of the last print',
    where: 'only rows that match this condition',
    from: 'only these rows: ids, names, or numbers of the last print',
    'place-before': 'the row before which the new one is added',
    'copy-from': 'the row from which settings are copied that are not given',
    'value-name': 'the property to return',
    comment: 'a note for people; listings show it',
    disabled: 'whether the row is not used',
    'as-value': 'returns the output as an array',
    'as-string': 'returns the output as a text',
    'count-only': 'prints and returns the number of rows',
    detail: 'properties by name, each row in lines of its own',
    brief: 'a table',
    terse: 'each row in one line',
    'value-list': 'a line for each property, a column for each row',
    proplist: 'only these properties',
    'show-ids': 'ids in place of numbers',
    'without-paging': 'does not wait at the end of a screen',
    interval: 'prints again after each such time',
    'hide-sensitive': 'leaves out secrets',
    'show-sensitive': 'includes secrets',
    compact: 'only properties that differ from their defaults',
    verbose: 'everything, defaults, too',
  }),
)
