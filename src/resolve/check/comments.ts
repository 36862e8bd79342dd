// Owns removing the findings that comments disable, and findings about comments for offbox: unknown words, and comments without effect.
import type { Diagnostic } from '../../diagnostic/diagnostic.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Source, Span } from '../../text/source.ts'
import { fuzzCommentWords, testCommentWords } from './comment-words.ts'
import { disableComments, disabledBy, otherText, everyCode } from './disable.ts'
import type { Rule } from './rule.ts'
import { unknownComment, unusedDisable } from './rules/comment.ts'
import { rules } from './rules/list.ts'
import { didYouMean, similar } from './similar.ts'

/** First words of comments for tests and `offbox fuzz`, which parse these comments themselves. */
const foreignCommentWords = new Set([...testCommentWords, ...fuzzCommentWords])

/** A finding. `disabledBy` is the result of `Disabled` if a comment disables it. */
export interface ReportedFinding extends Diagnostic {
  readonly disabledBy?: number
}

const comment = /^[ \t]*#[ \t]*offbox:[ \t]*([^\s=]*)(=?)/

/** The findings that are not disabled, and findings about `disable` comments, unordered. */
export function enabledFindings(source: Source, found: readonly ReportedFinding[]): readonly Diagnostic[] {
  const enabled = found.filter(({ disabledBy }) => disabledBy === undefined)
  if (!source.text.includes('offbox:')) return enabled
  const comments = disableComments(source)
  const used = new Set(
    found.flatMap(({ code, disabledBy }) => (disabledBy === undefined || disabledBy === otherText ? [] : [`${disabledBy} ${code}`])),
  )
  const anyUsed = new Set([...used].map((one) => one.split(' ')[0]))
  const codes = rules.map(({ code }) => code)
  const disabled = disabledBy(comments)
  const codesElsewhere = new Set(found.flatMap(({ code, disabledBy }) => (disabledBy === otherText ? [code] : [])))
  const diagnosticFor = (rule: Rule, span: Span, message: string, more: Partial<Diagnostic> = {}): readonly Diagnostic[] =>
    disabled(rule.code, source.lineAt(span.from)) !== undefined
      ? []
      : [{ severity: rule.severity, code: rule.code, message, ...span, ...source.placeAt(span.from), ...more }]
  const about = comments.flatMap(({ codes: off, target }) =>
    off.flatMap(({ code, ...span }) => {
      if (code !== everyCode && !codes.includes(code)) {
        const help = didYouMean(code, codes) ?? "'offbox explain' lists all codes"
        const edits = similar(code, codes).map((near) => ({ title: `write '${near}'`, edits: [{ ...span, text: near }], preferred: true }))
        return diagnosticFor(unknownComment, span, `no finding has the code '${code}': this disables nothing`, {
          help,
          ...(edits.length === 1 ? { fixes: edits } : {}),
        })
      }
      if (code === unusedDisable.code || code === unknownComment.code) return []
      const isUsed = target !== undefined && (code === everyCode ? anyUsed.has(String(target)) : used.has(`${target} ${code}`))
      // A comment in a string is also one of the file.
      const isInner = target !== 0 && (code === everyCode ? codesElsewhere.size > 0 : codesElsewhere.has(code))
      return isUsed || isInner ? [] : diagnosticFor(unusedDisable, span, `'${code}' is not found here: this disables nothing`)
    }),
  )
  return [
    ...enabled,
    ...about,
    ...unknownFirstWords(source).flatMap(({ word, isAssignment, ...span }) =>
      diagnosticFor(unknownComment, span, `'${fromBytes(word)}' says nothing to offbox`, helpFor(word, isAssignment)),
    ),
  ]
}

const helpFor = (word: string, isAssignment: boolean): Partial<Diagnostic> => {
  const words = isAssignment ? ['disable'] : [...foreignCommentWords, 'disable']
  return { help: didYouMean(word, words) ?? `comments for offbox begin with ${[...words].sort().join(', ')}` }
}

/** Unknown first words of comments for offbox. */
function unknownFirstWords(source: Source): readonly (Span & { readonly word: string; readonly isAssignment: boolean })[] {
  const unknownWords: (Span & { readonly word: string; readonly isAssignment: boolean })[] = []
  for (let line = source.firstLine; line < source.firstLine + source.lines; line++) {
    const text = source.lineText(line)
    const match = text.includes('offbox:') ? comment.exec(text) : null
    if (match === null) continue
    const [whole, word = '', sign] = match
    const isAssignment = sign === '='
    if (isAssignment ? word === 'disable' : foreignCommentWords.has(word)) continue
    const start = source.lineStart(line)
    const from = start + (word === '' ? whole.indexOf('#') : whole.length - word.length - (isAssignment ? 1 : 0))
    unknownWords.push({ word, isAssignment, from, to: word === '' ? start + whole.trimEnd().length : from + word.length })
  }
  return unknownWords
}
