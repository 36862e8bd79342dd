// Owns deriving an order of properties from the manual's tables, for menus whose order no printed form shows.
//
// A device lists arguments, read-only properties, flags without `disabled`, then `disabled` and `comment`. The manual has one table for
// each, in the device's order; two details are lost in it and restored here: properties common to interfaces come first on the device (last
// in the manual), and a read-only `name` comes first.
const common = [
  ...['name', 'default-name', 'mtu', 'actual-mtu', 'l2mtu', 'max-l2mtu', 'mac-address', 'orig-mac-address', 'forced-mac-address'],
  ...['arp', 'arp-timeout', 'loop-protect', 'loop-protect-status', 'loop-protect-send-interval', 'loop-protect-disable-time'],
]
/** `/interface` itself lists some more of them. */
const commonOfAll = common.flatMap((name) => ({ 'default-name': [name, 'type'], 'max-l2mtu': [name, 'vrf'] })[name] ?? [name])

const words = (text) => (text ?? '').split(' ').filter((word) => word !== '')

/** Reads the tables of each menu by path: `{ given, read, flags, placed }`, lists of names; `placed` holds `name>after`. */
export function readTables(text) {
  const lines = new Map()
  for (const [, path, line] of text.matchAll(/^([/@][^:\n]*):(.*)$/gm)) lines.set(path, line)
  const given = (path) => lines.get(path)?.split('|')[0] ?? ''
  const expanded = (path, part) => {
    const shared = (text) => text.replace(/(?<![^ ]){([\w-]+)}/g, (_, name) => shared(given(`@${name}`)))
    return shared(part).replace(/([\w-]+){([^}]*)}/g, (_, word, own) => {
      const below = words(own === '' ? given(`${path.slice(0, path.lastIndexOf('/'))}/${word}`) || given(`${path}/${word}`) : own)
      const names = below.filter((name) => (own !== '' || name !== 'name') && !name.includes('{'))
      return [word, ...names.map((name) => `${word}.${name}`)].join(' ')
    })
  }
  const tables = new Map()
  for (const [path, line] of lines) {
    if (path.startsWith('@')) continue
    const [first, read, flags, placed] = line.split('|')
    tables.set(path, { given: words(expanded(path, first)), read: words(read), flags: words(flags), placed: words(placed) })
  }
  return tables
}

/** Returns the order by the manual's tables of `path`: a name may occur twice, as a value and as a flag. */
export function orderOf(path, { given, read, flags, placed }) {
  const lead = given.includes('name') || given.length === 0 ? [] : read.slice(0, read.indexOf('name') + 1)
  const values = [...lead, ...given, ...read.slice(lead.length)]
  const front = path === '/interface' ? commonOfAll : path.startsWith('/interface/') && given.includes('arp') ? common : []
  const moved = front.filter((name) => values.includes(name))
  const list = [...moved, ...values.filter((name) => !moved.includes(name))]
  const place = (name, after) => {
    const [taken] = list.splice(list.indexOf(name), 1)
    list.splice(list.indexOf(after) + 1, 0, taken)
  }
  if (list.includes('mtu') && list.includes('actual-mtu') && moved.length === 0) place('actual-mtu', 'mtu')
  for (const word of placed) place(...word.split('>'))
  return [...list, ...flags.filter((name) => name !== 'disabled'), 'disabled', 'comment']
}

/**
 * Returns an order for each menu of the manual: `{ path: names joined by blanks }`. `namesOf(path)` returns the menu's properties by the
 * tree: `{ names, whole }`, or undefined where there is no such menu. Where the tree is not `whole` (menus of extra packages), the manual's
 * names are included. Names that the tree lacks are left out (the manual is of a later release); those that the manual lacks are put before
 * `disabled`.
 */
export function manualOrders(text, namesOf) {
  const rows = []
  for (const [path, tables] of readTables(text)) {
    const tree = namesOf(path)
    if (tree === undefined) continue
    const { names, whole } = tree
    const flag = whole ? [] : tables.flags
    const ends = ['disabled', 'comment'].filter((name) => names.includes(name) || flag.includes(name))
    const ordered = orderOf(path, tables)
      .slice(0, -2)
      .filter((name) => !ends.includes(name) && (!whole || names.includes(name)))
    const rest = names.filter((name) => !ordered.includes(name) && !ends.includes(name))
    rows.push([path, [...ordered, ...rest, ...ends].join(' ')])
  }
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)))
}
