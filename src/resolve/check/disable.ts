// Owns the comments that turn findings off: `# offbox: disable=CODE` for the next line, at the top of a text for all of it.
import type { Source } from '../../text/source.ts'

const comment = /^[ \t]*#[ \t]*offbox:[ \t]*disable=([a-z0-9, -]+?)[ \t]*\r?$/

/** Tells whether a code is turned off at a line (1-based, as the source counts). */
export type Disabled = (code: string, line: number) => boolean

const nothing: Disabled = () => false

/** Reads the comments of a text. `all` stands for every code. */
export function disabledIn(source: Source): Disabled {
  if (!source.text.includes('offbox:')) return nothing
  const everywhere = new Set<string>()
  const lines = new Map<number, Set<string>>()
  let top = true
  let waiting = new Set<string>()
  for (let line = 1; line <= source.lines; line++) {
    const text = source.lineText(line)
    const codes = comment
      .exec(text)?.[1]
      ?.split(',')
      .map((code) => code.trim())
    if (codes !== undefined) for (const code of codes) (top ? everywhere : waiting).add(code)
    else if (/^[ \t\r]*(#|$)/.test(text)) continue
    else {
      top = false
      if (waiting.size > 0) lines.set(line, waiting)
      waiting = new Set()
    }
  }
  const holds = (set: ReadonlySet<string> | undefined, code: string): boolean => set !== undefined && (set.has(code) || set.has('all'))
  return (code, line) => holds(everywhere, code) || holds(lines.get(line), code)
}
