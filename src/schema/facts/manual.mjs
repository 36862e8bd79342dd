// Owns generating the names that only the manual has: menus and arguments that a virtual machine does not list, and read-only properties.
//
//   npm run manual -- MANUAL.jsonl TREE.jsonl
//
// MANUAL has one menu or command of the manual's command reference per line, TREE is the merged command tree of `npm run facts`. Writes
// `TOP-manual.json` to this folder, which README.md there describes. The same inputs give the same bytes.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jsonLines } from './json-lines.mjs'
import { orderOf } from './manual-order.mjs'
import { kindOfType } from './manual-types.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const [manualFile, treeFile] = process.argv.slice(2)
if (treeFile === undefined) {
  process.stderr.write('usage: npm run manual -- MANUAL.jsonl TREE.jsonl\n')
  process.exit(64)
}
const tree = new Map(jsonLines(treeFile).flatMap((menu) => (menu.path === undefined ? [] : [[menu.path, menu]])))

/** Path elements of the manual that no console has. */
const groups = [
  [/^\/caps-man\/(acl|cfg|chancfg|controller|dpathcfg|ifaceactual|ratescfg|remoteap|rule|seccfg|sta)\//, '/caps-man/'],
  [/^\/tool\/graphing\/(ifaces|queues)\//, '/tool/graphing/'],
  [/^\/interface\/pwr-link\//, '/interface/'],
]
const onConsole = (path) => groups.reduce((text, [group, above]) => text.replace(group, above), path)

/** Extra packages, which are not part of the system's own. */
const extra = new Set(
  'wireless-rep wireless-qca iot userman-5 dude container openflow ups rose-storage gps tr069-client calea zerotier'.split(' '),
)
/** Capabilities of a virtual machine. */
const virtual = new Set(['chr', 'storage', 'app', 'container'])

/** Whether a bare virtual machine lacks it. Conditions are processors (`!smips`, `arm64`) and build options (in upper case). */
function isLacking({ package: brings, syscap, conditions = '' }) {
  if (extra.has(brings) || (syscap !== undefined && !virtual.has(syscap))) return true
  const words = conditions.split(', ').filter((word) => word !== '')
  const wanted = words.filter((word) => !word.startsWith('!'))
  return words.includes('!i386') || (wanted.length > 0 && !wanted.includes('i386'))
}

const kinds = { bool: 'bool', num: 'num', time: 'time', string: 'string', ipAddr: 'ip' }
const names = (list) => [...new Set(list.map(({ name }) => name))]
/** Writes flags as `LETTER:name`, in the order of the legend; blanks in a name (`Will message enabled`) become underscores. */
const legendOf = (flags) => [...new Set(flags.map(({ letter, name }) => `${letter}:${name.replaceAll(' ', '_')}`))].join(' ')

const rows = jsonLines(manualFile)
  .filter(({ path }) => !path.startsWith('/colon'))
  .map((row) => ({ ...row, path: onConsole(row.path) }))
const byPath = new Map(rows.map((row) => [row.path, row]))
const above = (path) => path.slice(0, Math.max(path.lastIndexOf('/'), 1))
/** Words of `print` that the manual lists among a menu's own. */
const ofPrint = new Set(['all', 'static', 'dynamic'])
/** Whether the menu or one of its parents is lacking. */
function isOfBoards(path) {
  const row = byPath.get(path)
  return (row !== undefined && isLacking(row)) || (path.lastIndexOf('/') > 0 && isOfBoards(above(path)))
}
const argumentsIn = (path) => {
  const commands = tree.get(path)?.commands ?? {}
  return new Set(['add', 'set'].flatMap((name) => Object.keys(commands[name]?.args ?? {})))
}
const listedIn = (path) => {
  const commands = tree.get(path)?.commands ?? {}
  return new Set(commands.get?.args['value-name']?.values ?? [])
}

const orders = JSON.parse(readFileSync(join(here, 'order.json'), 'utf8'))
/** Whether the order of a menu's properties is known from a device or from the manual's tables. */
const isOrdered = (path) => orders.device[path] !== undefined || orders.manual[path] !== undefined

/** Whether a device describes an argument as text. */
const isTextIn = (path, name) =>
  ['add', 'set'].some((command) => tree.get(path)?.commands[command]?.args[name]?.type?.startsWith('string value') === true)

/** Whether a device lists nothing of a property, or only that it is an address. */
const isOpenIn = (path, name, kind) => {
  const commands = tree.get(path)?.commands ?? {}
  const { type, values = [] } = commands.set?.args[name] ?? commands.add?.args[name] ?? {}
  if (values.length > 0) return false
  return type === undefined || type === 'see documentation' || (kind.startsWith('@') && /^(A\.B|IPv6)/.test(type))
}

/** Adds names to a member of a row. */
const also = (row, member, more) => {
  if (more.length > 0) row[member] = [...new Set([...(row[member]?.split(' ') ?? []), ...more])].join(' ')
}
const switchesOf = (takes, isOpen) => names(takes.filter(({ name, type }) => type === 'switch' && isOpen(name)))

const tops = new Map()
const rowAt = (path) => {
  const top = path.split('/')[1]
  if (!tops.has(top)) tops.set(top, new Map())
  const menus = tops.get(top)
  if (!menus.has(path)) menus.set(path, {})
  return menus.get(path)
}

for (const { path, kind, arguments: takes = [], readonly = [], flags = [], ...needs } of rows) {
  if (kind === 'Command') {
    const menu = above(path)
    const name = path.slice(path.lastIndexOf('/') + 1)
    const own = tree.get(menu)?.commands[name]?.args ?? {}
    also(
      rowAt(menu),
      'switches',
      switchesOf(takes, (argument) => own[argument]?.values === undefined),
    )
    if (tree.get(menu)?.commands[name] !== undefined || !(isLacking(needs) || isOfBoards(menu)) || tree.has(path)) continue
    const row = rowAt(menu)
    row.commands = { ...row.commands, [name]: names(takes).join(' ') }
    continue
  }
  const isThere = tree.has(path)
  if (!isThere && !isOfBoards(path)) continue
  const known = argumentsIn(path)
  const wanted = takes.filter(
    (argument) => !ofPrint.has(argument.name) && !known.has(argument.name) && (isOfBoards(path) || isLacking(argument)),
  )
  const row = rowAt(path)
  if (!isThere) row.kind = kind === 'Settings Directory' ? 'settings' : takes.length === 0 ? 'fixed' : 'list'
  const setters = isThere ? ['add', 'set'].filter((name) => tree.get(path).commands[name] !== undefined) : []
  if (wanted.length > 0 && (!isThere || setters.length > 0)) row.takes = names(wanted).join(' ')
  if (row.takes !== undefined && isThere) row.on = setters.join(' ')
  if (flags.length > 0) row.flags = legendOf(flags)
  if (!isOrdered(path)) {
    const tables = { given: names(takes.filter(({ name }) => !ofPrint.has(name))), read: names(readonly), flags: [], placed: [] }
    const order = orderOf(path, tables).slice(0, -2)
    if (order.length > 1) row.order = order.join(' ')
  }
  const texts = names(takes.filter(({ name, type }) => type === 'string' && !isTextIn(path, name)))
  if (texts.length > 0) row.texts = texts.join(' ')
  const types = {}
  for (const { name, type } of takes) {
    const kind = ofPrint.has(name) ? undefined : kindOfType(type)
    if (kind !== undefined && kind !== 'flag' && isOpenIn(path, name, kind)) (types[kind] ??= new Set()).add(name)
  }
  if (Object.keys(types).length > 0)
    row.types = Object.fromEntries(Object.entries(types).map(([word, list]) => [word, [...list].join(' ')]))
  also(row, 'sets', names(takes.filter(({ type }) => type.startsWith('ubit'))))
  also(
    row,
    'switches',
    switchesOf(takes, (name) => isOpenIn(path, name, 'flag')),
  )
  const listed = listedIn(path)
  const own = new Set([...known, ...names(flags).map((name) => name.replaceAll(' ', '-'))])
  const reads = {}
  for (const { name, type } of readonly)
    if (!own.has(name) && /^[a-z0-9][\w./-]*$/i.test(name)) (reads[kinds[type] ?? 'any'] ??= new Set()).add(name)
  // Other properties that a device lists are read-only, too.
  for (const name of listed)
    if (!own.has(name) && name !== 'about' && name !== 'comment' && !readonly.some((one) => one.name === name))
      (reads.any ??= new Set()).add(name)
  if (Object.keys(reads).length > 0)
    row.reads = Object.fromEntries(Object.entries(reads).map(([word, list]) => [word, [...list].join(' ')]))
}

rowAt('/').tops = [...tops.keys()].filter((top) => top !== '' && !tree.has(`/${top}`)).join(' ')

/** Members of a row whose words are written as indexes into the words of the file. */
const interned = new Set('takes flags order texts types sets switches reads commands'.split(' '))
const wordsOf = (text) => text.split(' ').filter((word) => word !== '')
const wordsIn = (row) =>
  Object.entries(row).flatMap(([member, text]) => {
    if (!interned.has(member)) return []
    return typeof text === 'string' ? wordsOf(text) : Object.values(text).flatMap(wordsOf)
  })
const inNumbers = (row, numbers) => {
  const write = (text) =>
    wordsOf(text)
      .map((word) => numbers.get(word))
      .join(' ')
  const written = (text) =>
    typeof text === 'string' ? write(text) : Object.fromEntries(Object.entries(text).map(([key, one]) => [key, write(one)]))
  return Object.fromEntries(Object.entries(row).map(([name, text]) => [name, interned.has(name) ? written(text) : text]))
}

for (const name of readdirSync(here)) if (name.endsWith('-manual.json')) rmSync(join(here, name))
for (const [top, menus] of [...tops].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const there = [...menus].filter(([, row]) => Object.keys(row).length > 0).sort(([a], [b]) => (a < b ? -1 : 1))
  const counts = new Map()
  for (const [, row] of there) for (const word of wordsIn(row)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word)
  const numbers = new Map(words.map((word, at) => [word, at.toString(36)]))
  const written = there.map(([path, row]) => `${JSON.stringify(path)}:${JSON.stringify(inNumbers(row, numbers))}`)
  if (words.length > 0) written.unshift(`"words":${JSON.stringify(words.join(' '))}`)
  if (written.length > 0) writeFileSync(join(here, `${top === '' ? 'root' : top}-manual.json`), `{\n${written.join(',\n')}\n}\n`)
}
