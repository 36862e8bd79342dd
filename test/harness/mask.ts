// Owns masks: how two texts are compared where values differ from run to run.

/** Replaced by value: every value of the class by its class and the order of its first appearance. */
const classes = {
  fingerprint: /(?<![0-9A-Fa-f])(?:[0-9a-f]{64}|[0-9a-f]{16,60}\.\.\.)(?![0-9A-Fa-f])/g,
  skid: /(?<![0-9A-Fa-f])(?:[0-9a-f]{40}|[0-9A-F]{40})(?![0-9A-Fa-f])/g,
  serial: /(?<=serial-number[=:" ]{1,4})[0-9A-Fa-f]{2,40}/g,
  date: /\b\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?\b|\b[a-z]{3}\/\d\d\/\d{4}(?: \d\d:\d\d:\d\d)?\b/g,
  // A time of day after its date is none.
  duration: /(?<![\w-])(?<!\d{4}-\d\d-\d\d |\/\d{4} )(?=\d)(?:\d+w)?(?:\d+d)?(?:\d\d:\d\d:\d\d|(?:\d+h)?(?:\d+m)?\d+s)(?![\w-])/g,
  // A size stands before a date, also where the page lost its columns.
  size: /(?<= )\d+(?:\.\d+)?(?:[KMG]iB)?(?= +(?:\d{4}-\d\d-\d\d|[a-z]{3}\/\d\d\/\d{4}|<date))/g,
} as const

type Class = keyof typeof classes

/** `blanks`: a run of blanks is one, none at the ends of lines. `order`: lines are a set. */
export type Mask = Class | 'blanks' | 'order'

const isClass = (word: string): word is Class => Object.hasOwn(classes, word)

/** The masks of a setting: names with blanks or commas. Throws an Error for a name that is no mask. */
export function masksOf(text: string): readonly Mask[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => {
      if (isClass(word) || word === 'blanks' || word === 'order') return word
      throw new Error(`no mask '${word}': there are ${Object.keys(classes).join(', ')}, blanks, order`)
    })
}

/** Masks the outputs of one session in turn: a value keeps its number from one output to the next. */
export function masker(masks: readonly Mask[]): (lines: readonly string[]) => readonly string[] {
  const seen = new Map<string, string>()
  const counts = new Map<Class, number>()
  const name = (kind: Class, value: string): string => {
    const key = `${kind} ${value.toLowerCase()}`
    const known = seen.get(key)
    if (known !== undefined) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    seen.set(key, `<${kind} ${count}>`)
    return `<${kind} ${count}>`
  }
  const kinds = masks.filter(isClass)
  return (lines) => {
    const masked = lines.map((line) => {
      const text = kinds.reduce((left, kind) => left.replace(classes[kind], (value) => name(kind, value)), line)
      return masks.includes('blanks') ? text.replace(/[ \t]+/g, ' ').trim() : text
    })
    return masks.includes('order') ? masked.toSorted() : masked
  }
}
