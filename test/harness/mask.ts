// Owns masks: how two texts are compared where values differ from run to run.

/** Replaced by value: every value of the class by its class and the order of its first appearance. */
const classes = {
  fingerprint: /(?<![0-9A-Fa-f])(?:[0-9a-f]{64}|[0-9a-f]{16,60}\.\.\.)(?![0-9A-Fa-f])/g,
  skid: /(?<![0-9A-Fa-f])(?:[0-9a-f]{40}|[0-9A-F]{40})(?![0-9A-Fa-f])/g,
  serial: /(?<=serial-number[=:" ]{1,4})[0-9A-Fa-f]{2,40}/g,
  date: /\b\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?\b|\b[a-z]{3}\/\d\d\/\d{4}(?: \d\d:\d\d:\d\d)?\b/g,
  // A time of day after a date is not a duration.
  duration: /(?<![\w-])(?<!\d{4}-\d\d-\d\d |\/\d{4} )(?=\d)(?:\d+w)?(?:\d+d)?(?:\d\d:\d\d:\d\d|(?:\d+h)?(?:\d+m)?\d+s)(?![\w-])/g,
  // A size precedes a date, also if the page lost its columns.
  size: /(?<= )\d+(?:\.\d+)?(?:[KMG]iB)?(?= +(?:\d{4}-\d\d-\d\d|[a-z]{3}\/\d\d\/\d{4}|<date))/g,
} as const

type Class = keyof typeof classes

/** `blanks`: a run of blanks counts as one, and none at the ends of lines. `order`: the order of lines is ignored. */
export type Mask = Class | 'blanks' | 'order'

const isClass = (word: string): word is Class => Object.hasOwn(classes, word)

/** Parses a list of masks, separated by blanks or commas. Throws an Error for an unknown mask. */
export function masksOf(text: string): readonly Mask[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => {
      if (isClass(word) || word === 'blanks' || word === 'order') return word
      throw new Error(`no mask '${word}': there are ${Object.keys(classes).join(', ')}, blanks, order`)
    })
}

/** Returns a function that masks the outputs of one session: equal values have the same number in all outputs. */
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
