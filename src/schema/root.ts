// Owns the arguments of root commands as the grammar needs them: positions, slots, and what they do with names. The facts lack these.
import type { Naming, Slot } from '../../grammar/names.ts'
import type { Releases } from './menu.ts'
import { inRange } from './range.ts'
import type { Release } from './release.ts'

/** An argument of a root command, as the grammar reads it. */
export interface RootArgument {
  readonly slot: Slot
  readonly naming: Naming | undefined
  readonly sealed: boolean
  /** Whether a literal with commas is a list: `:serialize order=a,b` prints `order=a;b`. */
  readonly list: boolean
}

/** A root command: its arguments by name. */
export interface RootCommand {
  /** The names of its positional arguments, in order. */
  readonly places: readonly string[]
  readonly arguments: ReadonlyMap<string, RootArgument>
}

/**
 * Root commands, one a line: `name:slot` for each argument that differs from a plain value, with a comma behind the last positional
 * argument. The slots are: A array, C code, T text, N name, K names, V variable, E plain value; S is sealed code, L an array that may also
 * be a literal with commas. A range before the command gives its releases. Sources: device verdicts, and the order in printed forms.
 */
const written = `
beep frequency:E length:E,
convert value:A,
delay delay-time:E,
deserialize value:A,
do command:C, on-error:C while:E
error message:A,
execute script:T,
export file:E, where:W
find in:A key:A from:A,
for counter:N, from:A to:A step:A do:C on-error:C
foreach counter:K in:A do:C, on-error:C
global name:N value:A do:S,
grep script:T pattern:E,
if condition:E do:C else:C,
import file-name:E,
len value:A,
local name:N value:A do:S,
..7.21 onerror error:N in:C do:C,
7.22.. onerror error:K in:C do:C,
parse value:A,
pick counter:A begin:A end:A,
ping address:E,
put message:A,
range from:A to:A,
resolve domain-name:E server:E server-port:E,
retry command:C, on-error:C
return value:A,
rndnum from:A to:A,
rndstr from:A length:E,
serialize value:L order:L,
set name:V value:A do:S,
time command:C,
toarray value:A delimiter:E,
tobool value:A,
tocrlf input:E,
toid value:A,
toip value:A,
toip6 value:A,
tolf input:E,
tonsec value:A,
tonum value:A,
tostr value:A,
totime value:A,
typeof value:A,
while condition:E do:C,
`

const slots: Readonly<Record<string, Slot>> = {
  A: 'array',
  C: 'code',
  E: 'value',
  K: 'names',
  L: 'array',
  N: 'name',
  S: 'code',
  T: 'text',
  V: 'variable',
  W: 'condition',
}

const namings: ReadonlyMap<string, Naming> = new Map([
  ['local', 'declare-local'],
  ['global', 'declare-global'],
  ['onerror', 'declare-local'],
  ['set', 'look-up'],
  ['for', 'loop'],
  ['foreach', 'loop'],
])

/** A line of the table. */
interface RootRow extends RootCommand {
  readonly name: string
  readonly releases: Releases | undefined
}

function row(line: string): RootRow {
  const [, releases, name = '', given = ''] = /^(\S*\.\.\S* )?(\S+) (.*)$/.exec(line) ?? []
  const parts = given.split(' ')
  const names = parts.map((part) => part.split(':')[0]!)
  const args = parts.map((part): [string, RootArgument] => {
    const [argument = '', letter = ''] = part.replace(',', '').split(':')
    const slot = slots[letter] ?? 'value'
    const naming = slot === 'name' || slot === 'names' || slot === 'variable' ? namings.get(name) : undefined
    return [argument, { slot, naming, sealed: letter === 'S', list: letter === 'L' }]
  })
  const last = parts.findIndex((part) => part.endsWith(','))
  return { name, releases: releases?.trim(), places: names.slice(0, last + 1), arguments: new Map(args) }
}

const rows: readonly RootRow[] = written.trim().split('\n').map(row)

/** Returns a root command of a release; undefined if it has only plain values, none of them positional. */
export const rootCommand = (command: string, release: Release): RootCommand | undefined =>
  rows.find(({ name, releases }) => name === command && inRange(release, releases))
