// Owns rules about arguments of menu commands: which are positional, which hold code, and which accept a block of raw text.
import { notedOf } from './noted.ts'

/** The positional argument of a command behind its rows. */
const following: ReadonlyMap<string, string> = new Map([
  ['get', 'value-name'],
  ['edit', 'value-name'],
  ['unset', 'value-name'],
  ['move', 'destination'],
  ['comment', 'comment'],
])

/**
 * Returns the positional arguments of a menu's command, in order, without those that it lacks. Notes on the command take precedence; in
 * general they are the rows (`numbers` or `number`), then the command's own argument; `export` has a file.
 */
export function placesOf(menu: string, command: string, has: (name: string) => boolean): string[] {
  const listed = notedOf(menu, ({ places }) => places, command)?.split(' ')
  const names = listed ?? ['numbers', 'number', following.get(command) ?? '', command === 'export' ? 'file' : '']
  return names.filter((name) => name !== '' && has(name))
}

/** Whether a command accepts its condition without `where`: `find a=b`. */
export const takesBareCondition = (command: string): boolean => command === 'find'

const scripts = /^(source|script|on-[a-z]+|[a-z]+-script)$/

/** Whether an argument of this name holds a script's text. */
export const holdsCode = (name: string): boolean => scripts.test(name)

const braced = /^(source|script|on-[a-z-]+|[a-z]+-script)$/

/**
 * Whether an argument of a text kind accepts a block as raw text (`source={...}`). Seen in an accepted script: `source` of
 * `/system/script/add`; published schedulers and watches write `on-event` and `down-script` the same way, and the manual gives all of these
 * one type, so the others are *inferred*. `script` of `/system/logging/action/add` is a name of another type: refused at the brace
 * (7.22.1).
 */
export const takesRawText = (name: string, menu: string): boolean =>
  braced.test(name) && !(name === 'script' && menu === '/system/logging/action')
