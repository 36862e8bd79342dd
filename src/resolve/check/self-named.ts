// Owns the table of names that exist by being used in rows: chains, address lists and marks. It lists which properties define and use them.

/** A property that defines or uses a name of a group. */
interface Part {
  readonly menu: RegExp
  readonly property: RegExp
}

/** Names of one kind: the properties that define and use them, and the names that every device has. */
interface Group {
  readonly what: string
  readonly defines: readonly Part[]
  readonly uses: readonly Part[]
  readonly always: RegExp
}

const firewall = /^\/ip\/firewall\/(filter|nat|mangle|raw)$/
const firewall6 = /^\/ipv6\/firewall\/(filter|nat|mangle|raw)$/
const mangle = /^\/(ip|ipv6)\/firewall\/mangle$/
const rules = /^\/(ip|ipv6)\/firewall\/(filter|nat|mangle|raw)$/
const queues = /^\/queue\/(simple|tree)$/

const lists = (table: RegExp, list: RegExp, more: readonly Part[]): Group => ({
  what: 'address list',
  defines: [{ menu: list, property: /^list$/ }, { menu: table, property: /^address-list$/ }, ...more],
  uses: [{ menu: table, property: /^(src|dst)-address-list$/ }],
  always: /^$/,
})

const groups: readonly Group[] = [
  lists(firewall, /^\/ip\/firewall\/address-list$/, [{ menu: /^\/(ip|ppp|caps-man|user-manager)\//, property: /^address-lists?$/ }]),
  lists(firewall6, /^\/ipv6\/firewall\/address-list$/, [{ menu: /^\/(ip|ipv6|ppp)\//, property: /^address-lists?$/ }]),
  {
    what: 'connection mark',
    defines: [{ menu: mangle, property: /^new-connection-mark$/ }],
    uses: [{ menu: rules, property: /^connection-mark$/ }],
    always: /^no-mark$/,
  },
  {
    what: 'packet mark',
    defines: [{ menu: mangle, property: /^new-packet-mark$/ }],
    uses: [
      { menu: rules, property: /^packet-mark$/ },
      { menu: queues, property: /^packet-marks?$/ },
    ],
    always: /^no-mark$/,
  },
]

/** Each table has its own chains. */
const tables = /^\/(ip\/firewall\/(filter|nat|mangle|raw)|ipv6\/firewall\/(filter|nat|mangle|raw)|interface\/bridge\/(filter|nat))$/

/** A group of names. */
export interface SelfNamed {
  readonly key: string
  /** What a name of the group is: `address list`. */
  readonly what: string
}

/** The groups in which a value of a property defines a name. Linear in the number of groups, so callers cache it. */
export function definedBy(menu: string, property: string): readonly SelfNamed[] {
  if (property === 'chain' && tables.test(menu)) return [{ key: `${menu} chain`, what: 'chain' }]
  return groups.flatMap(({ what, defines }, at) =>
    defines.some((part) => part.menu.test(menu) && part.property.test(property)) ? [{ key: `${at}`, what }] : [],
  )
}

/** The group of the chains that rules of a table jump to; undefined for other menus. */
export const jumpsIn = (menu: string): string | undefined => (tables.test(menu) ? `${menu} jump` : undefined)

/** Whether the values of a property are looked up in a group. */
export const isUse = (menu: string, property: string): boolean =>
  (property === 'jump-target' && tables.test(menu)) || usesAt(menu, property) >= 0

const usesAt = (menu: string, property: string): number =>
  groups.findIndex(({ uses }) => uses.some((part) => part.menu.test(menu) && part.property.test(property)))

/** The group in which a value of a property is looked up; undefined for names that every device has. */
export function usedBy(menu: string, property: string, name: string): SelfNamed | undefined {
  if (property === 'jump-target' && tables.test(menu)) return { key: `${menu} chain`, what: 'chain' }
  const at = usesAt(menu, property)
  const group = groups[at]
  return group === undefined || group.always.test(name) ? undefined : { key: `${at}`, what: group.what }
}
