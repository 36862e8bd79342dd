// Owns the rules of what a script gives to two rows although only one may have it: names, and what is noted as unique.
import { noted } from '../../../schema/noted.ts'
import type { Unique } from '../../../schema/notes/menu-notes.ts'
import { keyOf } from '../definitions.ts'
import type { Family, Rule, Scene, Use } from '../rule.ts'

const rules: readonly Rule[] = [
  {
    code: 'duplicate-name',
    severity: 'warning',
    about: 'two items of one menu get the same name',
    why: `The second 'add' fails on a device, and an import stops there: 'failure: already have ... with such name'. All interfaces share \
their
names. Only commands that always run are compared, and only where the script removes nothing from the menu.`,
    wrong: '/ip pool add name=lan ranges=192.0.2.10-192.0.2.20\n/ip pool add name=lan ranges=192.0.2.30-192.0.2.40',
    right: '/ip pool add name=lan ranges=192.0.2.10-192.0.2.20\n/ip pool add name=guests ranges=192.0.2.30-192.0.2.40',
  },
  {
    code: 'duplicate-row',
    severity: 'warning',
    about: 'two rows of one menu share what only one of them may have',
    why: `The second 'add' fails on a device: 'failure: already have such entry', 'failure: device already added as bridge port'. Values \
are compared
as a device keeps them: 192.0.2.1, 192.0.2.1/32 and 192.0.2.1-192.0.2.1 are one address. Rows that are disabled are \
not compared where a device lets them be.`,
    wrong: '/ip firewall address-list add address=192.0.2.1 list=a\n/ip firewall address-list add address=192.0.2.1/32 list=a',
    right: '/ip firewall address-list add address=192.0.2.1 list=a\n/ip firewall address-list add address=192.0.2.2 list=a',
  },
]

/** What is given twice on the script's own level. */
export const duplicates: Family = {
  rules,
  concerns: ({ name }) => name === 'add',
  across: (use) => use.command.name === 'add' && use.straight && (isUnique(use) || uniqueOf(use).length > 0),
  use(use, scene) {
    const { command, menu, straight } = use
    if (command.name !== 'add' || !straight || scene.definitions.removes(menu.path)) return
    if (isUnique(use)) name(use, scene)
    row(use, scene)
  },
}

function name(use: Use, scene: Scene): void {
  const { menu } = use
  const name = use.text('name')
  const node = use.find('name')?.value
  if (name === undefined || node === undefined) return
  const first = scene.definitions.claim(keyOf(menu.path), name, scene.lineOf(node))
  if (first === undefined) return
  const help = `the first is in line ${first}`
  const severity = menu.sure ? {} : ({ severity: 'hint' } as const)
  scene.report('duplicate-name', node, { message: `'${name}' is the name of two items of ${keyOf(menu.path)}`, help, ...severity })
}

function row(use: Use, scene: Scene): void {
  for (const unique of uniqueOf(use)) if (unique.by.length > 1 || unique.by[0] !== 'name') rowBy(unique, use, scene)
}

/** What only one row of a menu may have, with the group that its values are claimed in. */
interface Claimed extends Unique {
  readonly group: string
}

const claimed = new Map<string, readonly Claimed[]>()

function uniqueOf({ menu: { path } }: Use): readonly Claimed[] {
  const known = claimed.get(path)
  if (known !== undefined) return known
  const made = (noted(path, ({ unique }) => unique) ?? []).map((one) => ({ ...one, group: `${path} ${one.by.join(' ')}` }))
  claimed.set(path, made)
  return made
}

function rowBy({ by, says, whileEnabled, group }: Claimed, { menu, find, text }: Use, scene: Scene): void {
  if (whileEnabled === true && find('disabled') !== undefined && text('disabled') !== 'no') return
  const given = by.filter((property) => find(property) !== undefined)
  // What is not given is what it is on every row without it; the first says which rows are compared at all.
  if (given[0] !== by[0]) return
  const values = by.map((property) => (given.includes(property) ? text(property) : ''))
  const node = find(given.at(-1) ?? '')?.value
  if (node === undefined || values.includes(undefined)) return
  const first = scene.definitions.claim(
    group,
    values.map((value) => kept(value ?? '')).join('\n'),
    scene.lineOf(node),
  )
  if (first === undefined) return
  const shared = given.map((property) => `${property}=${text(property) ?? ''}`).join(' ')
  const told = says === undefined ? '' : `; a device says: failure: ${says}`
  const severity = menu.sure ? {} : ({ severity: 'hint' } as const)
  scene.report('duplicate-row', node, {
    message: `two rows of ${menu.path} have ${shared}`,
    help: `the first is in line ${first}${told}`,
    ...severity,
  })
}

/** An address as a device keeps it, for comparing: without the length or the range of a single one. */
function kept(value: string): string {
  if (/^[\d.]*$/.test(value)) return value
  const [from, to, ...more] = value.split('-')
  const single = to === undefined || (from === to && more.length === 0) ? (from ?? '') : value
  return single
    .toLowerCase()
    .replace(/^(\d+\.\d+\.\d+\.\d+)\/32$/, '$1')
    .replace(/^([\da-f:]*:[\da-f:.]*)\/128$/, '$1')
}

/** Whether names alone tell the menu's items apart: by what is noted of it, else by its keys. */
function isUnique({ menu }: Use): boolean {
  const noteds = noted(menu.path, ({ unique }) => unique?.map(({ by }) => by)) ?? [menu.keys]
  return keyOf(menu.path) === '/interface' || noteds.some((by) => by.length === 1 && by[0] === 'name')
}
