// Owns the rules about duplicates: names and other unique values that a script gives to two rows.
import { noted } from '../../../schema/noted.ts'
import type { Unique } from '../../../schema/notes/note-types.ts'
import type { KnownMenu } from '../../../schema/known-menu.ts'
import type { Node } from '../../../syntax/tree.ts'
import { readIp } from '../../../value/address.ts'
import { lookupKeyOf } from '../row-names.ts'
import type { RuleFamily, Rule, CheckedText, CommandUse } from '../rule.ts'

const rules: readonly Rule[] = [
  {
    code: 'duplicate-name',
    severity: 'warning',
    about: 'two rows of one menu get the same name',
    why: `The second 'add' fails on a device, and an import stops there: 'failure: already have ... with such name'. All interfaces share \
their names. Only commands that always run are compared, and only if the script removes nothing from the menu.`,
    wrong: '/ip pool add name=lan ranges=192.0.2.10-192.0.2.20\n/ip pool add name=lan ranges=192.0.2.30-192.0.2.40',
    right: '/ip pool add name=lan ranges=192.0.2.10-192.0.2.20\n/ip pool add name=guests ranges=192.0.2.30-192.0.2.40',
  },
  {
    code: 'duplicate-row',
    severity: 'warning',
    about: 'two rows of one menu have the same unique values',
    why: `The second 'add' fails on a device: 'failure: already have such entry', 'failure: device already added as bridge port'. Values \
are compared as a device stores them: 192.0.2.1, 192.0.2.1/32 and 192.0.2.1-192.0.2.1 are one address. Disabled rows are not compared if \
a device accepts them.`,
    wrong: '/ip firewall address-list add address=192.0.2.1 list=a\n/ip firewall address-list add address=192.0.2.1/32 list=a',
    right: '/ip firewall address-list add address=192.0.2.1 list=a\n/ip firewall address-list add address=192.0.2.2 list=a',
  },
  {
    code: 'duplicate-vlan',
    severity: 'warning',
    about: 'two VLAN interfaces have the same id on the same interface',
    why: `A frame with that id can only belong to one of them. Whether a device refuses the second one is not recorded, so offbox runs it. \
VLANs with and without use-service-tag are told apart, and disabled ones are not compared.`,
    wrong: '/interface vlan add interface=ether1 name=a vlan-id=10\n/interface vlan add interface=ether1 name=b vlan-id=10',
    right: '/interface vlan add interface=ether1 name=a vlan-id=10\n/interface vlan add interface=ether1 name=b vlan-id=20',
  },
]

/** Checks for duplicates in commands at the script's top level. */
export const duplicateRules: RuleFamily = {
  rules,
  concerns: ({ name }) => name === 'add',
  across: ({ menu, alwaysRuns }) => alwaysRuns && (uniqueConstraintsOf(menu).isNamed || uniqueConstraintsOf(menu).rows.length > 0),
  use(use, checked) {
    const { menu, alwaysRuns } = use
    if (!alwaysRuns || checked.definitions.removes(menu.path)) return
    const { isNamed, rows } = uniqueConstraintsOf(menu)
    if (isNamed) name(use, checked)
    for (const unique of rows) rowBy(unique, use, checked)
    if (menu.path === '/interface/vlan') vlan(use, checked)
  },
}

function name(use: CommandUse, checked: CheckedText): void {
  const { menu } = use
  const name = use.text('name')
  const node = use.find('name')?.value
  if (name === undefined || node === undefined) return
  const first = checked.definitions.claim(lookupKeyOf(menu.path), name, checked.lineOf(node))
  if (first === undefined) return
  const help = `the first is in line ${first}`
  const severity = menu.sure ? {} : ({ severity: 'hint' } as const)
  checked.report('duplicate-name', node, { message: `'${name}' is the name of two items of ${lookupKeyOf(menu.path)}`, help, ...severity })
}

function vlan({ menu, find, text }: CommandUse, { definitions, lineOf, report }: CheckedText): void {
  const [on, id, node] = [text('interface'), text('vlan-id'), find('vlan-id')?.value]
  if (on === undefined || id === undefined || node === undefined || (find('disabled') !== undefined && text('disabled') !== 'no')) return
  const tag = find('use-service-tag') === undefined ? 'no' : text('use-service-tag')
  if (tag === undefined) return
  const first = definitions.claim(`${menu.path} ${on} ${tag}`, id, lineOf(node))
  if (first === undefined) return
  report('duplicate-vlan', node, {
    message: `two VLANs of ${on} have the id ${id}`,
    help: `the first is in line ${first}`,
    ...(menu.sure ? {} : { severity: 'hint' as const }),
  })
}

/** A unique constraint of a menu, with the group in which its values are claimed. */
interface Claimed extends Unique {
  readonly group: string
  /** The property with the most different values. Its value is claimed in a group for the other values, such as one per address list. */
  readonly most: string | undefined
  /** Cached groups, by outer group and value: the entries of address lists repeat a few list names. */
  readonly within: Map<string, Map<string, string>>
}

/** The maximum number of cached subgroups of one group. */
const maxCachedGroups = 1_000

function groupWithin({ within }: Claimed, group: string, value: string): string {
  let groups = within.get(group)
  if (groups === undefined || groups.size >= maxCachedGroups) within.set(group, (groups = new Map<string, string>()))
  let known = groups.get(value)
  if (known === undefined) groups.set(value, (known = `${group}\n${kept(value)}`))
  return known
}

/** The unique constraints of a menu. */
interface UniqueConstraints {
  /** Whether its rows are identified by name alone: by its notes, else by its keys. */
  readonly isNamed: boolean
  readonly rows: readonly Claimed[]
}

const known = new WeakMap<KnownMenu, UniqueConstraints>()

function uniqueConstraintsOf(menu: KnownMenu): UniqueConstraints {
  const { path } = menu
  const before = known.get(menu)
  if (before !== undefined) return before
  const unique = noted(path, (notes) => notes.unique)
  const isName = (by: readonly string[]): boolean => by.length === 1 && by[0] === 'name'
  const made = {
    isNamed: lookupKeyOf(path) === '/interface' || (unique?.map(({ by }) => by) ?? [menu.keys]).some(isName),
    rows: (unique ?? [])
      .filter(({ by }) => !isName(by))
      .map((one) => ({
        ...one,
        group: `${path} ${one.by.join(' ')}`,
        most: one.by.find((property) => property === 'address') ?? one.by[0],
        within: new Map<string, Map<string, string>>(),
      })),
  }
  known.set(menu, made)
  return made
}

function rowBy(claimed: Claimed, { menu, find, text }: CommandUse, checked: CheckedText): void {
  const { by, message, whileEnabled, group, most } = claimed
  if (whileEnabled === true && find('disabled') !== undefined && text('disabled') !== 'no') return
  let node: Node | undefined
  let own: string | number = ''
  let others = group
  for (const property of by) {
    const one = find(property)
    // Rows that lack a property are compared as having equal values; rows without the first property are not compared.
    if (one === undefined && property === by[0]) return
    const value = one === undefined ? '' : text(property)
    if (value === undefined) return
    if (property === most) own = property === 'address' ? keptAddress(value) : kept(value)
    else others = groupWithin(claimed, others, value)
    if (one !== undefined) node = one.value
  }
  if (node === undefined) return
  const line = checked.definitions.claim(others, own, checked.lineOf(node))
  if (line === undefined) return
  const given = by.filter((property) => find(property) !== undefined)
  const shared = given.map((property) => `${property}=${text(property) ?? ''}`).join(' ')
  const deviceMessage = message === undefined ? '' : `; a device says: failure: ${message}`
  const severity = menu.sure ? {} : ({ severity: 'hint' } as const)
  checked.report('duplicate-row', node, {
    message: `two rows of ${menu.path} have ${shared}`,
    help: `the first is in line ${line}${deviceMessage}`,
    ...severity,
  })
}

/** Like `kept`; a single IPv4 address is returned as a number, which costs no memory of its own. */
function keptAddress(value: string): string | number {
  const plain = readIp(value)
  if (plain !== undefined) return plain | 0
  const text = kept(value)
  const address = readIp(text)
  return address === undefined ? text : address | 0
}

/** An address as a device stores it, for comparison: a single address has no length and no range. */
function kept(value: string): string {
  if (/^[\d.]*$/.test(value)) return value
  const [from, to, ...more] = value.split('-')
  const single = to === undefined || (from === to && more.length === 0) ? (from ?? '') : value
  return single
    .toLowerCase()
    .replace(/^(\d+\.\d+\.\d+\.\d+)\/32$/, '$1')
    .replace(/^([\da-f:]*:[\da-f:.]*)\/128$/, '$1')
}
