// Owns whether what was typed so far goes on in the next line: open braces, brackets, quotes, or a backslash at the end.

/** What is still open: the sign that a device's console shows before the rest (`{`, `[`, `"`, `\`), or undefined for a whole entry. */
export type Open = '{' | '[' | '"' | '\\'

/** Looks at the text only, as the console does: brackets in strings and comments do not count. */
export function openIn(text: string): Open | undefined {
  const stack: ('{' | '[')[] = []
  let startsStatement = true
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '\\') {
      if (at === text.length - 1) return '\\'
      at++
    } else if (sign === '"') {
      const end = endOfString(text, at)
      if (end === -1) return '"'
      at = end
    } else if (sign === '#' && startsStatement) {
      const end = text.indexOf('\n', at)
      if (end === -1) break
      at = end - 1
      continue
    } else if (sign === '{' || sign === '[') stack.push(sign)
    else if (sign === '}' || sign === ']') {
      // One too many is the parser's to refuse.
      if (stack.pop() === undefined) return undefined
    }
    startsStatement = sign === '\n' || sign === ';' || sign === '{' || sign === '[' || (startsStatement && (sign === ' ' || sign === '\t'))
  }
  return stack.at(-1)
}

/** Where the string that opens at `at` closes, or -1. */
function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++
    else if (text[end] === '"') return end
  }
  return -1
}
