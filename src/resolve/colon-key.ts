// Owns elements of arrays as other languages write them: a key, a colon and a value.

/** A key and a value with a colon between. */
export interface ColonKey {
  readonly key: string
  /** What stands between: a colon and blanks. */
  readonly colon: string
  readonly value: string
}

/** Parses `"key": value` and `key:value`; undefined for other texts, such as addresses. */
export function colonKey(text: string): ColonKey | undefined {
  const [, key, colon, value] = /^("[^"\\$]*"|[A-Za-z][\w-]*)(\s*:\s*)([^\s:"][^\s:]*|"(?:[^"\\]|\\.)*"|[[({$][\s\S]*)$/.exec(text) ?? []
  return key === undefined || colon === undefined || value === undefined ? undefined : { key, colon, value }
}
