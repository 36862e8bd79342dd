// Owns the escapes of quoted strings.

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

/**
 * What `raw` (the inside of a string, or a stretch of it) stands for: each escape a part of its own, as the device compiles it.
 * A backslash before a blank or line end stands for nothing, and so do the blanks that open the next line (exports indent it). The
 * answer is a number, the offset in `raw`, where an escape is none: hex digits are two and upper case.
 */
export function unescape(raw: string): readonly string[] | number {
  if (!raw.includes('\\')) return raw === '' ? [] : [raw]
  const parts: string[] = []
  let from = 0
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', from)) {
    if (at > from) parts.push(raw.slice(from, at))
    const next = raw[at + 1] ?? ''
    const pair = hexPair.exec(raw.slice(at + 1, at + 3))
    if (pair !== null) {
      parts.push(String.fromCharCode(parseInt(pair[0], 16)))
      from = at + 3
    } else if (named[next] !== undefined) {
      parts.push(named[next])
      from = at + 2
    } else if (next === '\r' || next === '\n') from = behindBlanks(raw, next === '\r' && raw[at + 2] === '\n' ? at + 3 : at + 2)
    else if (next === ' ' || next === '\t') from = at + 2
    else return at
  }
  if (from < raw.length) parts.push(raw.slice(from))
  return parts
}

function behindBlanks(raw: string, at: number): number {
  let end = at
  while (raw[end] === ' ' || raw[end] === '\t') end++
  return end
}
