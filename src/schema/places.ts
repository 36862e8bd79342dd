// Owns which arguments of menus' commands may be given by place, and which of them take a block of raw text.

/**
 * Places of single commands, beside the rules below. Seen in printed forms of accepted scripts: `/log`, `/terminal/style`, `/tool/fetch`,
 * `/tool/ping`, `/system/script/run`, `at-chat`, `cable-test`, `firmware-upgrade`; the others are from the manual's examples.
 */
const single: ReadonlyMap<string, string> = new Map([
  ['/certificate/import', 'file-name'],
  ['/file/add', 'name'],
  ['/log/debug', 'message'],
  ['/log/error', 'message'],
  ['/log/info', 'message'],
  ['/log/warning', 'message'],
  ['/system/ssh', 'address'],
  ['/system/telnet', 'address'],
  ['/terminal/ask', 'prompt'],
  ['/terminal/cuu', 'count'],
  ['/terminal/inkey', 'timeout'],
  ['/terminal/style', 'style'],
  ['/tool/fetch', 'url'],
  ['/tool/mac-telnet', 'host'],
  ['/tool/ping', 'address'],
  ['/tool/sms/send', 'port phone-number message'],
  ['/tool/traceroute', 'address'],
])

/** Places that follow the row or rows that a command is about. */
const following: ReadonlyMap<string, string> = new Map([
  ['get', 'value-name'],
  ['edit', 'value-name'],
  ['unset', 'value-name'],
  ['move', 'destination'],
  ['comment', 'comment'],
])

/**
 * The names of the arguments that may be given by place, in order: those that the command has.
 * In general the rows first (`numbers` or `number`), then what the command does with them; `export` takes a file.
 */
export function placesOf(path: string, command: string, has: (name: string) => boolean): string[] {
  const listed = single.get(path)?.split(' ')
  const names = listed ?? ['numbers', 'number', following.get(command) ?? '', command === 'export' ? 'file' : '']
  return names.filter((name) => name !== '' && has(name))
}

/** Whether a command takes its condition without `where`: `find a=b`. */
export const takesBareCondition = (command: string): boolean => command === 'find'

const scripts = /^(source|script|on-[a-z]+|[a-z]+-script)$/

/**
 * Whether an argument of a text kind takes a block as raw text (`source={...}`). Seen in an accepted script: `source` of
 * `/system/script/add`; the manual's examples write the other scripts of menus the same way.
 */
export const takesRawText = (name: string): boolean => scripts.test(name)
