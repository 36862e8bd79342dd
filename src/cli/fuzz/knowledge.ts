// Owns what the fuzzer knows of a script's words: texts that its conditions compare with, by the property that they stand beside,
// and pieces of texts that it looks for. Grows while the script runs.

/** What is known of one kind of text, as bytes. */
export interface Known {
  /** Whole texts that are compared with. */
  readonly texts: Set<string>
  /** Regular expressions that are matched with, and pieces that are looked for, in the order in which the script does. */
  readonly patterns: Set<string>
  readonly pieces: Set<string>
}

/** A place of the script where a value is met that may be known only when it runs. */
export interface Site {
  /** Which operand of an operation, or the argument of a command. */
  readonly at: number | string
  /** Where such a text belongs, and what it is there; see `Knowledge`. */
  readonly place: string
  readonly what: keyof Known
}

/** At most so many of each are kept for one property, so that what a loop compares with does not push all else out. */
const most = 12
const longest = 200

const unknown = (): Known => ({ texts: new Set(), patterns: new Set(), pieces: new Set() })

/** By the place that texts come from: `/ip/address comment`, `web`, `input mode`. */
export class Knowledge {
  readonly #places = new Map<string, Known>()
  /** Properties that the script reads or asks for, by menu. */
  readonly #properties = new Map<string, Set<string>>()
  #version = 0

  /** Goes up with each thing that was not known before. */
  get version(): number {
    return this.#version
  }

  /** What is known of a place; nothing where it was never met. */
  of(place: string): Known {
    return this.#places.get(place) ?? unknown()
  }

  /** The properties of a menu that the script names. */
  propertiesOf(menu: string): ReadonlySet<string> {
    return this.#properties.get(menu) ?? new Set()
  }

  property(menu: string, name: string): void {
    const names = this.#properties.get(menu) ?? new Set()
    this.#properties.set(menu, names)
    if (names.has(name)) return
    names.add(name)
    this.#version++
  }

  learn(place: string, what: keyof Known, text: string): void {
    if (text === '' || text.length > longest) return
    let known = this.#places.get(place)
    if (known === undefined) this.#places.set(place, (known = unknown()))
    if (known[what].size >= most || known[what].has(text)) return
    known[what].add(text)
    this.#version++
  }
}

/** Where texts of a property stand. */
export const placeOf = (menu: string, property: string): string => `${menu} ${property}`

/**
 * A text that a regular expression matches, where it is a plain one; `filling` stands where it leaves open what does:
 * `^auto-.*` -> `auto-1`.
 * `around` stands where it is not bound to the start or the end.
 */
export function matching(pattern: string, filling: string, around = ''): string {
  const [first = ''] = alternatives(pattern)
  const isBoundBefore = first.startsWith('^')
  const isBoundBehind = /(^|[^\\])\$$/.test(first)
  const text = first
    .slice(isBoundBefore ? 1 : 0, isBoundBehind ? -1 : undefined)
    .replaceAll(/\(([^()|]*)(?:\|[^()]*)?\)/g, '$1')
    .replaceAll(/(\\.|\[\^?\]?[^\]]*\]|[^\\])([*+?]|\{\d[\d,]*\})?/gs, (_, atom: string, times: string | undefined) =>
      repeated(atom, times, filling),
    )
  return `${isBoundBefore ? '' : around}${text}${isBoundBehind ? '' : around}`
}

/** One part of an expression with how often it stands there. */
function repeated(atom: string, times: string | undefined, filling: string): string {
  if (times === '?') return ''
  if (atom === '.') return times === undefined ? filling.charAt(0) || 'x' : times === '+' ? filling || 'x' : filling
  if (times === '*') return ''
  return signOf(atom).repeat(Number(/\d+/.exec(times ?? '')?.[0] ?? 1))
}

const classes: Readonly<Record<string, string>> = { d: '1', w: 'a', s: ' ' }

function signOf(atom: string): string {
  if (atom.length > 1 && atom.startsWith('\\')) return classes[atom.charAt(1)] ?? atom.charAt(1)
  if (atom.length > 2 && atom.startsWith('[')) return atom.charAt(1) === '^' ? 'x' : atom.charAt(1)
  return atom
}

/** The parts between `|` that stand in no brackets. */
function alternatives(pattern: string): readonly string[] {
  const parts = ['']
  let depth = 0
  for (const sign of pattern) {
    if (sign === '(' || sign === '[') depth++
    if (sign === ')' || sign === ']') depth--
    if (sign === '|' && depth <= 0) parts.push('')
    else parts.push((parts.pop() ?? '') + sign)
  }
  return parts
}
