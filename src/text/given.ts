// Owns type checks of arguments that callers pass to the public API, with messages that name the argument.

/** An expected type: its name in messages, and a predicate. */
export interface ExpectedType {
  readonly what: string
  readonly is: (value: unknown) => boolean
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string')

/** The expected types of the API's arguments. */
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
} satisfies Readonly<Record<string, ExpectedType>>

/** Throws a TypeError if a value does not have the expected type. `name` is the name of the argument in the message. */
export function refuseOther(name: string, value: unknown, { what, is }: ExpectedType): void {
  if (!is(value)) throw new TypeError(`${name} is to be ${what}, not ${shown(value)}`)
}

/**
 * Throws a TypeError if `options` is not an object, or a given option does not have the type that `shape` has for its name. An undefined
 * option counts as not given.
 */
export function refuseOthers(functionName: string, options: unknown, shape: Readonly<Record<string, ExpectedType>>): void {
  refuseOther(`what ${functionName} is told`, options, wanted.object)
  for (const [name, value] of Object.entries(typeof options === 'object' && options !== null ? options : {})) {
    const expected = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (expected !== undefined && value !== undefined) refuseOther(`${name} of ${functionName}`, value, expected)
  }
}

/** A value for a message: scalars as they are, everything else as its type. */
function shown(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
