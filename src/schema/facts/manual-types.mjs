// Owns converting a type of the manual to a kind of the facts (`kinds.mjs` has the format, with words written out) or a form of addresses.

const bound = (text) => (text === undefined || text === '' ? '' : String(Number(text)))
const rangeOf = (text = '') => {
  const [, min, max] = /^\[\s*(\S*?)\s*\.\.\s*(\S*?)\s*\]$/.exec(text.trim()) ?? []
  return min === undefined || /[^\dxa-f-]/i.test(min + max) ? '' : ` ${bound(min)}..${bound(max)}`
}

/** Supported flags of address types: families, zones, routing tables, lengths, names. */
const known = /^[46Div/]+$/

/** Returns the families and the length that alternatives allow, as `46/`; undefined where one is something else (a name, an item). */
const families = new Map([
  ['ipAddr', '4'],
  ['ip6Addr', '6'],
  ['ipPrefix', '4/'],
  ['ip6Prefix', '6/'],
])
function addressesOf(type) {
  // A `super`, and an alternative without a name, may allow more than is documented (a pool).
  if (/super|\{ ,|, \}/.test(type)) return undefined
  // Lists repeat their element: `object { alt { ipAddr } { ipAddr } }`.
  const names = new Set(type.split(/[^\w]+/).filter((name) => !['', 'alt', 'multi', 'object'].includes(name)))
  names.delete('array')
  names.delete('id')
  if (names.size === 0 || ![...names].every((name) => families.has(name))) return undefined
  const marks = new Set([...names].flatMap((name) => [...families.get(name)]))
  if (marks.has('/') && ![...names].every((name) => name.endsWith('Prefix'))) return undefined
  return ['4', '6', '/'].filter((mark) => marks.has(mark)).join('')
}

/** Words that stand for items of a menu or exist in some releases only: a list with one is not complete. */
const opens = /^(all|any|default|main|none|auto|static|dynamic)$/

/**
 * Returns the kind of a property, or with `@` the form of its addresses: `@46i?/` is either family with a zone and optionally a length,
 * `@46/` one with a length, `@4-` a range. Undefined where the type is not specific.
 */
export function kindOfType(type) {
  const bare = type.replace(/ \{ \}$/, '')
  const number = /^num( \[.*\])?$/.exec(bare)
  if (number !== null) return `num${rangeOf(number[1])}`
  if (bare === 'bool' || bare === 'time') return bare
  if (bare === 'macAddr') return 'mac'
  if (bare === 'switch') return 'flag'
  const ranges = /^multi \{ , , range (\[.*\]) \}$/.exec(bare)
  if (ranges !== null) return `ranges${rangeOf(ranges[1])}`
  const numbers = /^multi \{ (?:array-id, )?num (\[.*\]) \}$/.exec(bare)
  if (numbers !== null) return `num${rangeOf(numbers[1])} ,`
  const words = /^(enum|ubit) \(([^()]+)\)( \{.*\})?$/.exec(bare)
  if (words !== null) {
    const all = words[2].split(/[|,]/).map((word) => word.trim())
    if (all.length < 2 || all.some((word) => opens.test(word) || !/^[\w.:+/-]+$/.test(word))) return undefined
    return `enum${words[1] === 'ubit' ? ' ,' : ''} :${all.join(' ')}`
  }
  const address = /^(?:(?:multi|object) \{ (?:array-id, )?)?address \(flags=([^)]+)\)(?: \})?$/.exec(bare)
  if (address !== null) return known.test(address[1]) ? `@${address[1].replace('/', '?/')}` : undefined
  if (/^(multi \{ , , )?ipRange( \})?$/.test(bare)) return '@4-'
  const flags = addressesOf(bare)
  return flags === undefined ? undefined : `@${flags}`
}
