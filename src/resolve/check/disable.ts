// Owns the comments that turn findings off: `# offbox: disable=CODE` for the next line, at the top of a text for all of it.
import type { Source } from '../../text/source.ts'

const comment = /^[ \t]*#[ \t]*offbox:[ \t]*disable=([a-z0-9, -]+?)[ \t]*\r?$/

/** Tells whether a code is turned off at a line (1-based, as the source counts). */
export type Disabled = (code: string, line: number) => boolean

const nothing: Disabled = () => false

/**
 * Reads the comments of a text. `all` stands for every code. `above` are the codes that are off in all of a script of which the text is a
 * later part.
 */
export function disabledIn(source: Source, above?: ReadonlySet<string>): Disabled {
  const isPart = above !== undefined
  if (!source.text.includes('offbox:')) return isPart && above.size > 0 ? (code) => above.has(code) || above.has('all') : nothing
  const everywhere = new Set<string>(above)
  const lines = new Map<number, Set<string>>()
  let top = !isPart
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

/** The codes that the comments at the top of a text turn off in all of it. */
export function disabledAtTop(text: string): ReadonlySet<string> {
  const codes = new Set<string>()
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    const line = text.slice(from, end === -1 ? undefined : end)
    if (!/^[ \t\r]*(#|$)/.test(line)) break
    for (const code of comment.exec(line)?.[1]?.split(',') ?? []) codes.add(code.trim())
    from = end === -1 ? text.length : end + 1
  }
  return codes
}
