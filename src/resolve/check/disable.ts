// Owns the comments that disable findings: `# offbox: disable=CODE` applies to the next line, or at the top of a text to all of it.
import type { Source, Span } from '../../text/source.ts'

const comment = /^[ \t]*#[ \t]*offbox:[ \t]*disable=([^\r]*)\r?$/

/** The word for all codes. */
export const everyCode = 'all'

/**
 * Returns which comment disables a code at a line (1-based, as the source counts): the comment's target line, 0 for a whole-text comment,
 * `otherText` for a comment in another text; undefined if the code is not disabled.
 */
export type Disabled = (code: string, line: number) => number | undefined

/** The result of `Disabled` if the comment is in a text that contains this one, or is contained in it. */
export const otherText = -1

const nothing: Disabled = () => undefined

/** A comment that disables codes. */
export interface DisableComment {
  readonly codes: readonly (Span & { readonly code: string })[]
  /** The line of the comment and its target line: 0 for the whole text, undefined if nothing follows it. */
  readonly line: number
  readonly target: number | undefined
}

/** The comments of a text that disable codes. `isPart`: the text is a later part of a script, so it has no top. */
export function disableComments(source: Source, isPart = false): readonly DisableComment[] {
  const found: { codes: DisableComment['codes']; line: number; target: number | undefined }[] = []
  if (!source.text.includes('disable=')) return found
  let top = !isPart
  let waiting: (typeof found)[number][] = []
  for (let at = source.firstLine; at < source.firstLine + source.lines; at++) {
    const text = source.lineText(at)
    const list = comment.exec(text)?.[1]
    if (list !== undefined) {
      const one = {
        codes: codesIn(list, source.lineStart(at) + text.indexOf('disable=') + 'disable='.length),
        line: at,
        target: top ? 0 : undefined,
      }
      found.push(one)
      if (!top) waiting.push(one)
    } else if (!/^[ \t\r]*(#|$)/.test(text)) {
      top = false
      for (const one of waiting) one.target = at
      waiting = []
    }
  }
  return found
}

function codesIn(list: string, from: number): DisableComment['codes'] {
  const codes: (Span & { readonly code: string })[] = []
  for (const { 0: word, index } of list.matchAll(/[^,]+/g)) {
    const code = word.trim()
    const start = from + index + word.length - word.trimStart().length
    codes.push({ code, from: start, to: start + code.length })
  }
  return codes
}

/** Reads the comments of a text. `above`: the codes disabled in the whole script, if the text is a later part of one. */
export const disabledIn = (source: Source, above?: ReadonlySet<string>): Disabled =>
  disabledBy(disableComments(source, above !== undefined), above)

/** Like `disabledIn`, for comments that were read already. */
export function disabledBy(comments: readonly DisableComment[], above?: ReadonlySet<string>): Disabled {
  if (comments.length === 0 && (above === undefined || above.size === 0)) return nothing
  const everywhere = new Set(above)
  const lines = new Map<number, Set<string>>()
  for (const { codes, target } of comments)
    for (const { code } of codes) {
      if (target === 0) everywhere.add(code)
      else if (target !== undefined) lines.set(target, (lines.get(target) ?? new Set()).add(code))
    }
  const holds = (set: ReadonlySet<string> | undefined, code: string): boolean => set !== undefined && (set.has(code) || set.has(everyCode))
  return (code, line) => (holds(lines.get(line), code) ? line : holds(everywhere, code) ? 0 : undefined)
}

/** The codes that the comments at the top of a text disable in all of it. */
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
