// Owns the traps in arguments of commands: values in parts, values without a name, lists, selections of rows.
import type { Command } from '../../../grammar/names.ts'
import { KnownArgument } from '../../schema/known-argument.ts'
import { KnownCommand } from '../../schema/known-command.ts'
import { KnownMenu } from '../../schema/known-menu.ts'
import { quotedAlternatives } from '../check/similar.ts'
import { restOf, type TrapPlace, type Trap } from './place.ts'

/** `servers=1.1.1.1;8.8.8.8`, `password=a;b`, `:local x 1;2`. */
const semicolon: Trap = ({ refusal: { code }, before, at }) => {
  const [word] = /^[^\s;]+(?=\s*(?:$|[;\r\n}]|[\w.-]+=))/.exec(at) ?? []
  if (code !== 'bad-command-name' || word === undefined || !before.endsWith(';')) return undefined
  const [, list] = /(?:^|[\s{[;])(?:local|global|set)\s+\w+\s+([^\s;="{[(]+(?:;[^\s;="{[(]+)*);$/.exec(before.replaceAll(':', ' ')) ?? []
  if (list !== undefined && /^\d/.test(word)) return `';' ends the command: an array is in braces, {${list};${word}}`
  const [, name, value] = /(?:^|\s)([\w.-]+)=([^\s;="{[(]+(?:;[^\s;="{[(]+)*);$/.exec(before) ?? []
  if (name === undefined || value === undefined) return undefined
  const whole = `${value};${word}`
  return whole.split(';').every((one) => /^[\d.:/a-fA-F-]*\d[\d.:/a-fA-F-]*$/.test(one))
    ? `';' ends the command: a list is written with ',': ${name}=${whole.replaceAll(';', ',')}`
    : `';' ends the command: quote a value that has one: ${name}="${whole}"`
}

/** `dst-port=80, 443`. */
const comma: Trap = ({ refusal: { about }, last, outline, at }) =>
  about !== undefined && /\s$/.test(outline) && /=.*,$/.test(last)
    ? `no blank behind ',': ${last}${/^[^\s;]+/.exec(at)?.[0] ?? ''}`
    : undefined

/** `interval=1 day`, `:delay 5 s`. */
const time: Trap = ({ refusal: { about }, last, outline }) => {
  const [, unit] = /^(s|m|h|d|w)(?:ecs?|econds?|ins?|inutes?|ours?|ays?|eeks?)?$/.exec(about?.word ?? '') ?? []
  const [, number] = /(?:^|=)(\d+)$/.exec(last) ?? []
  return unit !== undefined && number !== undefined && /\s$/.test(outline) ? `a time is one word: ${number}${unit}` : undefined
}

/** `comment=my text`, `:log info some text`: an unquoted value ends at a blank. */
const blank: Trap = ({ refusal: { about, expected }, last, outline, at }) => {
  if (about === undefined || expected === undefined || !('command' in expected) || !/\S\s+$/.test(outline)) return undefined
  const { command } = expected
  if (/^[\w.-]+[=:]/.test(at) || !/^(?:[\w.-]+=[^\s"$[({]+|[\w.-]+)$/.test(last) || !(command instanceof KnownCommand)) return undefined
  const [, name, word = last] = /^([\w.-]+)=(.*)$/.exec(last) ?? []
  if (word === '' || /^\d+[.:/]/.test(word) || command.argument(about.word)?.flag === true) return undefined
  const argument = name === undefined ? positional(command, outline) : command.argument(name)
  if (!(argument instanceof KnownArgument) || !isOfText(argument)) return undefined
  return `a text with blanks needs quotes: ${name === undefined ? '' : `${name}=`}"${word} ${restOf(at) ?? '...'}"`
}

const isOfText = ({ kind, naming }: KnownArgument): boolean =>
  naming === undefined && kind.words.length === 0 && (kind.name === 'string' || kind.name === 'any')

/** The first positional argument of a command. */
const positional = (command: Command, outline: string): unknown => {
  const [, before] = /(?:^|[\s:/])([a-z-]+)\s+\S+\s*$/.exec(outline) ?? []
  return before !== undefined && command.name.startsWith(before) ? command.place(0) : undefined
}

/** `url=http://a/b?c=d`, `password=a$b`: a sign that ends an unquoted value. */
const unquoted: Trap = ({ refusal: { code }, last, outline, at }) => {
  const [, name, value] = /^([\w.-]+)=([^"$[({\s]\S*)$/.exec(last) ?? []
  if (code !== 'expected-end-of-command' || name === undefined || value === undefined || /\s$/.test(outline)) return undefined
  if (!/^[^\w\s;)\]}]/.test(at)) return undefined
  const rest = /^[^\s;]*/.exec(at)?.[0] ?? ''
  return `quote a value that has a '${at[0] ?? ''}': ${name}="${value}${rest.replaceAll(/["$\\]/g, String.raw`\$&`)}"`
}

/** `address = 1.2.3.4`. */
const apart: Trap = ({ before, at }) => {
  const word = /(?:^|\s)([\w.-]+)\s+$/.exec(before)?.[1]
  return at.startsWith('=') && word !== undefined ? `no blank before and after '=': ${word}=...` : undefined
}

/** `--address=`, `address:`, `(address=`. */
const signed: Trap = (place) => {
  const { refusal, last } = place
  const command = commandOf(place)
  const word = refusal.about?.word ?? last
  if (command === undefined) return undefined
  const name = word.replaceAll(/^\(|^-+|[:=].*$/g, '')
  return name !== word && /^(?:-|\(|[\w-]+:$)/.test(word) && name !== '' && command.argument(name) !== undefined
    ? `an argument is written as ${name}=...`
    : undefined
}

/** `remove where name=x`, `set find name=x`, `print name=x`. */
const selection: Trap = (place) => {
  const { last, at, refusal } = place
  const command = commandOf(place)
  if (
    command?.name === 'print' &&
    refusal.about !== undefined &&
    at.startsWith(`${refusal.about.word}=`) &&
    command.menu.hasProperty(refusal.about.word)
  )
    return `rows are selected behind where: print where ${/^[^\s;]+/.exec(at)?.[0] ?? '...'}`
  return /^(?:where|find)$/.test(last) && commandOf(place)?.arguments.has('numbers') === true
    ? `rows are selected in brackets: [find ${last === 'where' ? 'where ' : ''}${/^[^\s;]+/.exec(at)?.[0] ?? '...'}]`
    : undefined
}

/** `/ip address add 192.0.2.1/24`: a value without the name of its argument. */
const unnamed: Trap = (place) => {
  const { about } = place.refusal
  const command = commandOf(place)
  if (about === undefined || command?.menu.parent === undefined || /^[^\s;]*=/.test(place.at)) return undefined
  const { word } = about
  const { menu } = command
  const required = menu instanceof KnownMenu ? menu.required.map((name) => command.arguments.get(name)) : []
  const fits = (argument: KnownArgument | undefined): argument is KnownArgument => argument !== undefined && accepts(argument, word)
  const named = [...command.arguments.values()].filter(({ kind }) => kind.name === 'enum' && kind.words.includes(word))
  const only = command.arguments.size === 1 && /[\w-]/.test(word) ? [...command.arguments.values()] : []
  const possible = only.length > 0 ? only : required.filter(fits)
  if (possible.some(({ name }) => name === 'numbers') && !command.name.startsWith(place.last))
    return `several items are a list: ${place.last},${word}`
  const names = (possible.length > 0 ? possible : named).map(({ name }) => `${name}=${word}`)
  return names.length === 0 || names.length > 3 ? undefined : `a value needs the name of its argument: ${quotedAlternatives(names)}`
}

/** Kinds that do not accept every word. */
const shaped: ReadonlySet<string> = new Set(['ip', 'ip-prefix', 'ip-range', 'ip6', 'ip6-prefix', 'mac', 'num', 'time', 'host'])

const accepts = ({ kind, name }: KnownArgument, word: string): boolean =>
  shaped.has(kind.name) && /\d/.test(word) && kind.fault(word, name) === undefined

const commandOf = ({ refusal: { expected } }: TrapPlace): KnownCommand | undefined =>
  expected !== undefined && 'command' in expected && expected.command instanceof KnownCommand ? expected.command : undefined

/** The traps of arguments with a wrong sign or a wrong position. */
export const argumentSignTraps: readonly Trap[] = [semicolon, comma, time, signed, selection, unquoted]

/** The traps of surplus words. They are tried after the traps of expressions. */
export const argumentWordTraps: readonly Trap[] = [blank, unnamed, apart]
