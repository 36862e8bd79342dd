// Owns which bracket or quote of a text is still open at a place.

/** An opening sign (`{`, `[`, `"`) and the byte offset that it stands at. */
export interface Opener {
  readonly sign: string
  readonly offset: number
}

/**
 * The innermost sign that is open at `end`; undefined where none is. Brackets in strings and comments do not count;
 * costs what the text is long.
 */
export function openAt(text: string, end: number): Opener | undefined {
  const stack: Opener[] = []
  let startsStatement = true
  for (let at = 0; at < end; at++) {
    const sign = text[at]!
    if (sign === '\\') at++
    else if (sign === '"') {
      const close = closing(text, at, end)
      if (close === -1) return { sign, offset: at }
      at = close
    } else if (sign === '#' && startsStatement) {
      const line = text.indexOf('\n', at)
      if (line === -1) break
      at = line
      continue
    } else if (sign === '{' || sign === '[') stack.push({ sign, offset: at })
    else if (sign === '}' || sign === ']') stack.pop()
    startsStatement = /[\n;{[]/.test(sign) || (startsStatement && /[ \t]/.test(sign))
  }
  return stack.at(-1)
}

function closing(text: string, open: number, end: number): number {
  for (let at = open + 1; at < end; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return -1
}
