// Owns the escapes of quoted strings.

/** Escapes of one letter or sign, by the byte behind the backslash. */
const named: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  n: '\n',
  r: '\r',
  t: '\t',
  $: '$',
  _: ' ',
  '?': '?',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
}
const hexPair = /^[0-9A-F]{2}/

/** The bytes that may follow a backslash, for syntax highlighting without a parse. Two upper-case hex digits may follow, too. */
export const escapedBytes: readonly string[] = Object.keys(named)

/**
 * Resolves the escapes in `raw` (the inside of a string, or a part of it). Returns the text in parts, one per escape, as the device
 * compiles it; or, for an invalid escape, the offset in `raw` of the offending byte (the unknown letter, the bad second hex digit, or
 * `raw.length` if the string ends there). A backslash before a blank or a line end yields nothing and removes the blanks that open the next
 * line (exports indent it). Hex digits are two and upper case.
 */
export function unescape(raw: string): readonly string[] | number {
  if (!raw.includes('\\')) return raw === '' ? [] : [raw]
  const parts: string[] = []
  let from = 0
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', from)) {
    if (at > from) parts.push(raw.slice(from, at))
    const escape = escapeAt(raw, at)
    if (escape === undefined) return /[0-9A-F]/.test(raw[at + 1] ?? '') ? at + 2 : at + 1
    if (escape.text !== undefined) parts.push(escape.text)
    from = escape.to
  }
  if (from < raw.length) parts.push(raw.slice(from))
  return parts
}

/**
 * The text of the escape whose backslash is at `at` (undefined if it yields nothing) and its end offset. Returns undefined for an invalid
 * escape.
 */
export function escapeAt(raw: string, at: number): { readonly text: string | undefined; readonly to: number } | undefined {
  const next = raw[at + 1] ?? ''
  const pair = hexPair.exec(raw.slice(at + 1, at + 3))
  if (pair !== null) return { text: String.fromCharCode(parseInt(pair[0], 16)), to: at + 3 }
  if (named[next] !== undefined) return { text: named[next], to: at + 2 }
  if (next === '\r' || next === '\n')
    return { text: undefined, to: behindBlanks(raw, next === '\r' && raw[at + 2] === '\n' ? at + 3 : at + 2) }
  return next === ' ' || next === '\t' ? { text: undefined, to: at + 2 } : undefined
}

function behindBlanks(raw: string, at: number): number {
  let end = at
  while (raw[end] === ' ' || raw[end] === '\t') end++
  return end
}
