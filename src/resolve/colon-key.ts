// Owns recognising elements of arrays as other languages write them: a key, a colon and a value.

/** A key and a value with a colon between them. */
export interface ColonKey {
  readonly key: string
  /** The colon with the blanks around it. */
  readonly colon: string
  readonly value: string
}

/** Parses `"key": value` and `key:value`; undefined for other texts, such as addresses. */
export function colonKey(text: string): ColonKey | undefined {
  const [, key, colon, value] = /^("[^"\\$]*"|[A-Za-z][\w-]*)(\s*:\s*)([^\s:"][^\s:]*|"(?:[^"\\]|\\.)*"|[[({$][\s\S]*)$/.exec(text) ?? []
  return key === undefined || colon === undefined || value === undefined ? undefined : { key, colon, value }
}
