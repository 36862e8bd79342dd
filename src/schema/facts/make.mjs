// Owns generating the facts of all menus: one file per top menu, from a merged command tree and other data about its arguments.
//
//   npm run facts -- TREE.jsonl REQUIRED.json DEFAULTS.jsonl [PARSED ...]
//
// PARSED are folders of printed `:parse` forms or files of JSON lines with the form under `il`; without them the orders of devices are
// kept. manual-order.txt in this folder has the manual's tables, for menus without a printed form. README.md in this folder describes the
// files. The same inputs give the same bytes.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kindOf } from './kinds.mjs'
import { jsonLines } from './json-lines.mjs'
import { manualOrders } from './manual-order.mjs'
import { propertyOrders } from './order.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const [treeFile, requiredFile, defaultsFile, ...parsed] = process.argv.slice(2)
if (defaultsFile === undefined) {
  process.stderr.write('usage: npm run facts -- TREE.jsonl REQUIRED.json DEFAULTS.jsonl [PARSED ...]\n')
  process.exit(64)
}
const [{ releases }, ...tree] = jsonLines(treeFile)
const menus = new Map(tree.map((menu) => [menu.path, menu]))
const required = new Map(JSON.parse(readFileSync(requiredFile, 'utf8')).map((row) => [row.path, row]))
const known = new Map(jsonLines(defaultsFile).map((row) => [row.path, row]))

const every = 2 ** releases.length - 1
/** Arguments of `add` and `set` that select rows. */
const selecting = ['numbers', 'copy-from', 'place-before']
/** Converts `7.13.5..7.15.3,7.24` to a bit set; bit 0 is the oldest release. */
function bits(versions) {
  if (versions === undefined) return every
  let set = 0
  for (const part of versions.split(',')) {
    const [from, to] = part.includes('..') ? part.split('..') : [part, part]
    const first = from === '' ? 0 : releases.indexOf(from)
    const last = to === '' ? releases.length - 1 : releases.indexOf(to)
    if (first < 0 || last < 0) throw new Error(`unknown release in ${versions}`)
    for (let at = first; at <= last; at++) set |= 1 << at
  }
  return set
}

/** Assigns each distinct text a number in base 36, the most frequent first; call `put` first, then `close`, then `number`. */
class Table {
  counts = new Map()
  put(text) {
    this.counts.set(text, (this.counts.get(text) ?? 0) + 1)
    return text
  }
  close() {
    this.rows = [...this.counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text)
    this.at = new Map(this.rows.map((text, index) => [text, index.toString(36)]))
    return this.rows
  }
  number(text) {
    return this.at.get(text)
  }
}

/** Writes when something exists, where that differs from its parent: `.mask`, `.maskx`, `.x` or nothing. */
function presence(own, holder) {
  const set = bits(own.versions)
  const mask = (set & holder.set) === holder.set ? '' : set.toString(16)
  const extra = own.packages !== undefined && !holder.extra ? 'x' : ''
  return { text: mask + extra === '' ? '' : `.${mask}${extra}`, set: set & holder.set, extra: holder.extra || extra !== '' }
}

/** Values that devices accept for a property: its default. Only strings are returned. */
const literals = (path, name) => {
  const value = known.get(path)?.properties[name]?.default
  return typeof value === 'string' && value !== '' ? [value] : []
}

const unlocated = (message) => message.replace(/^Script Error: /, '').replace(/ \([^()]*; line \d+\)$/, '')

/** Writes `name[flags][=default]` for each property with known facts; flags: r required, u can be unset, o read only, w write only. */
function propertyFacts(path, words) {
  const letters = { required: 'r', unset: 'u', readonly: 'o', writeonly: 'w' }
  return Object.entries(known.get(path)?.properties ?? {})
    .map(([name, facts]) => {
      const flags = Object.keys(letters)
        .filter((key) => facts[key])
        .map((key) => letters[key])
        .join('')
      const written = typeof facts.default === 'boolean' ? (facts.default ? 'yes' : 'no') : String(facts.default)
      const value = facts.default === undefined ? '' : `=${words(written)}`
      return flags + value === '' ? '' : `${words(name)}.${flags}${value}`
    })
    .filter((text) => text !== '')
    .join(' ')
}

function addFacts(path) {
  const row = required.get(path)
  if (row === undefined || row.rawError === '') return undefined
  const message = unlocated(row.rawError)
  const generic = /^missing value\(s\) of argument\(s\) (.*)$/.exec(message)
  return generic ? generic[1] : `! ${message}`
}

function file(top) {
  const own = top === 'root' ? [menus.get('/')] : tree.filter(({ path }) => path === `/${top}` || path.startsWith(`/${top}/`))
  const words = new Table()
  const kinds = new Table()
  const args = new Table()
  const shapes = new Table()
  const written = own.map((menu) => {
    const here = presence(menu, { set: every, extra: false })
    const commands = Object.entries(menu.commands).map(([command, { args: given, ...own }]) => {
      const there = presence(own, here)
      const path = `${menu.path === '/' ? '' : menu.path}/${command}`
      const list = Object.entries(given).map(([name, facts]) => {
        const kind = kindOf(name, facts, { path, menu: menu.path, command }, literals(menu.path, name))
        const [head, choices] = kind.split(' :')
        const wording = choices === undefined ? [] : choices.split('\n')
        wording.forEach((word) => words.put(word))
        return { name: words.put(name), kind: head, wording, presence: presence(facts, there).text }
      })
      return { command: words.put(command), list, presence: there.text }
    })
    const order = menu.commands.get?.args['value-name']?.values ?? menu.commands.print?.args.proplist?.values ?? []
    order.forEach((name) => words.put(name))
    propertyFacts(menu.path, (word) => words.put(word))
    return { menu, here, commands, order }
  })
  const wordRows = words.close()
  const number = (word) => words.number(word)
  const each = (use) => written.forEach(({ commands }) => commands.forEach(({ list }) => use(list)))
  const kindText = ({ kind, wording }) => (wording.length === 0 ? kind : `${kind} :${wording.map(number).join(' ')}`)
  each((list) => list.forEach((arg) => kinds.put(kindText(arg))))
  const kindRows = kinds.close()
  const argText = (arg) => `${number(arg.name)}.${kinds.number(kindText(arg))}${arg.presence}`
  each((list) => list.forEach((arg) => args.put(argText(arg))))
  const argRows = args.close()
  const shapeText = (list) => list.map((arg) => args.number(argText(arg))).join(' ')
  each((list) => shapes.put(shapeText(list)))
  const shapeRows = shapes.close()
  const rows = written.map(({ menu, here, commands, order }) => {
    const facts = known.get(menu.path)
    const row = {
      path: menu.path,
      in: here.text.slice(1) || undefined,
      commands: commands.map(({ command, list, presence }) => `${number(command)}.${shapes.number(shapeText(list))}${presence}`).join(' '),
      properties:
        order.length > 0
          ? order
              .filter((name) => name !== 'about')
              .map(number)
              .join(' ')
          : undefined,
      kind: facts?.kind,
      keys: facts?.keys?.join(' '),
      known: propertyFacts(menu.path, number) || undefined,
      add: addFacts(menu.path),
    }
    return JSON.stringify(row)
  })
  const text = (name, list) => `${JSON.stringify(name)}:${JSON.stringify(list)}`
  const tables = [text('words', wordRows), text('kinds', kindRows), text('arguments', argRows.join(' ')), text('commands', shapeRows)]
  if (top === 'root') tables.unshift(text('releases', releases), text('menus', index()))
  return `{${tables.join(',\n')},\n"tree":[\n${rows.join(',\n')}\n]}\n`
}

/** Writes the top menus with their presence: `ip`, `wifi.ffe0x`. */
function index() {
  return tops.map((top) => top + presence(menus.get(`/${top}`), { set: every, extra: false }).text).join(' ')
}

const tops = [...new Set(tree.map(({ path }) => path.split('/')[1]).filter((top) => top !== ''))].sort()
for (const name of readdirSync(here))
  if (name.endsWith('.json') && !name.endsWith('-manual.json') && name !== 'order.json') rmSync(join(here, name))
for (const top of ['root', ...tops]) writeFileSync(join(here, `${top}.json`), file(top))

/** Returns a menu's properties by the tree: those that it lists, else the arguments that set them. */
function namesOf(path) {
  const menu = menus.get(path)
  if (menu === undefined) return undefined
  const listed = menu.commands.get?.args['value-name']?.values ?? menu.commands.print?.args.proplist?.values ?? []
  const set = [menu.commands.add, menu.commands.set].flatMap((command) => Object.keys(command?.args ?? {}))
  const whole = listed.length > 0
  const settable = () => [...new Set(set)].filter((name) => !selecting.includes(name)).sort()
  return { whole, names: whole ? listed.filter((name) => name !== 'about') : settable() }
}

const orderFile = join(here, 'order.json')
const kept = parsed.length === 0 && existsSync(orderFile)
const device = kept ? JSON.parse(readFileSync(orderFile, 'utf8')).device : propertyOrders(parsed, (path) => menus.has(path))
const manual = manualOrders(readFileSync(join(here, 'manual-order.txt'), 'utf8'), (path) => (path in device ? undefined : namesOf(path)))
const orders = (of) =>
  Object.entries(of)
    .map(([path, names]) => `${JSON.stringify(path)}:${JSON.stringify(names)}`)
    .join(',\n')
writeFileSync(orderFile, `{"device":{\n${orders(device)}\n},\n"manual":{\n${orders(manual)}\n}}\n`)
