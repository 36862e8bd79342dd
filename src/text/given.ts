// Owns telling a program in words that what it gives is of a wrong type: the engine's own words speak of offbox's insides.

/** What a value is to be: its name for people, and whether it is that. */
export interface Wanted {
  readonly what: string
  readonly is: (value: unknown) => boolean
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string')

/** Kinds of values that programs give. */
export const wanted = {
  text: { what: 'a string', is: (value) => typeof value === 'string' },
  source: { what: 'a string or a Uint8Array', is: (value) => typeof value === 'string' || value instanceof Uint8Array },
  count: { what: 'a number', is: (value) => typeof value === 'number' && value >= 0 },
  action: { what: 'a function', is: (value) => typeof value === 'function' },
  object: { what: 'an object', is: isObject },
  texts: { what: 'an array of strings', is: isTexts },
  textOrTexts: { what: 'a string or an array of strings', is: (value) => typeof value === 'string' || isTexts(value) },
  packages: { what: "'all' or an array of strings", is: (value) => value === 'all' || isTexts(value) },
  door: { what: "'script', 'console' or 'import'", is: (value) => value === 'script' || value === 'console' || value === 'import' },
  files: {
    what: 'an object of strings or Uint8Arrays by name',
    is: (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).every((one) => typeof one === 'string' || one instanceof Uint8Array),
  },
} satisfies Readonly<Record<string, Wanted>>

/** Throws a TypeError where a value is not what is wanted; `name` is what the program calls it. */
export function refuseOther(name: string, value: unknown, { what, is }: Wanted): void {
  if (!is(value)) throw new TypeError(`${name} is to be ${what}, not ${shown(value)}`)
}

/** Throws a TypeError where options are no object, or one that is given is not what its shape wants. One that is undefined is not given. */
export function refuseOthers(door: string, options: unknown, shape: Readonly<Record<string, Wanted>>): void {
  refuseOther(`what ${door} is told`, options, wanted.object)
  for (const [name, value] of Object.entries(typeof options === 'object' && options !== null ? options : {})) {
    const expected = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (expected !== undefined && value !== undefined) refuseOther(`${name} of ${door}`, value, expected)
  }
}

function shown(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
