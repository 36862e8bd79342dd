// Owns the list of commands that menus of the right kind have without declaring them, and the help texts of these commands and their
// arguments.
import type { Value } from '../../value/value.ts'
import type { Call } from '../call.ts'
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
  readonly run: (call: Call) => Value
}

const generic = (run: Generic['run'], about: string): Generic => ({ run, about })

/** The generic commands by name. */
export const generics: ReadonlyMap<string, Generic> = new Map(
  Object.entries({
    add: generic(add, 'makes a row and gives its id'),
    set: generic(set, 'changes rows, or the settings of a menu without rows'),
    remove: generic(remove, 'takes rows away'),
    get: generic(get, 'gives a property of a row, or all of them as an array'),
    find: generic(find, 'gives the ids of the rows that a condition holds for; all without one'),
    print: generic(print, 'lists the rows, or the settings'),
    enable: generic(enable, 'sets disabled=no for rows'),
    disable: generic(disable, 'sets disabled=yes for rows'),
    comment: generic(comment, 'sets the comment of rows'),
    move: generic(move, 'puts rows in front of another one, or at the end'),
    edit: generic(edit, 'changes a property in an editor; here it asks for the value'),
    unset: generic(unset, 'takes the value of a property away'),
    export: generic(exportMenu, 'prints the commands that make what is configured here'),
    reset: generic(reset, 'gives properties their defaults again'),
    'reset-counters': generic(resetCounters, 'what rows count is 0 again'),
    'reset-counters-all': generic(resetAllCounters, 'what all rows count is 0 again'),
    'make-static': generic(makeStatic, 'keeps rows that the device made as if they had been added'),
  }),
)

/** Help texts of arguments that many commands share; a menu's own text takes precedence. */
export const sharedArguments: ReadonlyMap<string, string> = new Map(
  Object.entries({
    numbers: 'the rows: ids, names, or numbers of the last print, with commas between several',
    number: 'the row: its id, its name, or its number of the last print',
    where: 'only rows that this holds for',
    from: 'only these rows: ids, names, or numbers of the last print',
    'place-before': 'the row that the new one stands in front of',
    'copy-from': 'the row whose settings the new one has, where none are given',
    'value-name': 'the property whose value is wanted',
    comment: 'a note for people; listings show it',
    disabled: 'whether the row is kept and not used',
    'as-value': 'gives what it would print, as an array',
    'as-string': 'gives what it would print, as a text',
    'count-only': 'prints how many rows there are, and gives that number',
    detail: 'properties by name, each row in lines of its own',
    brief: 'a table',
    terse: 'each row in one line',
    'value-list': 'a line for each property, a column for each row',
    proplist: 'only these properties',
    'show-ids': 'ids in place of numbers',
    'without-paging': 'prints on without waiting at the end of a screen',
    interval: 'prints again after each such time',
    'hide-sensitive': 'leaves out what is secret',
    'show-sensitive': 'with what is secret',
    compact: 'only what differs from the defaults',
    verbose: 'everything, defaults, too',
  }),
)
