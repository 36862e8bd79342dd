// Owns converting the results of src/ide to types of the protocol (LSP 3.18).
import {
  CodeActionKind,
  CompletionItemKind,
  CompletionItemTag,
  DiagnosticSeverity,
  DiagnosticTag,
  FoldingRangeKind,
  InsertTextFormat,
  MarkupKind,
  SymbolKind,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type DocumentSymbol,
  type FoldingRange,
  type Range,
  type SelectionRange,
  type SemanticTokensEdit,
  type TextEdit,
} from 'vscode-languageserver'
import type { Diagnostic as Finding, Edit, Severity } from '../../diagnostic/diagnostic.ts'
import { ruleOf } from '../../resolve/check/rules/list.ts'
import { fromBytes } from '../../text/bytes.ts'
import type { Span } from '../../text/source.ts'
import type { Completion } from '../complete.ts'
import { fixesFor } from '../edit.ts'
import { foldsOf } from '../fold.ts'
import type { OutlineEntry } from '../symbols.ts'
import { tokensOf, type Class } from '../tokens.ts'
import type { PositionConverter } from './places.ts'
import type { PlacedText } from './texts.ts'

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  late: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Information,
}

/** The URL of a code's page; undefined if there is none. */
export type PageOf = (code: string) => string | undefined

/** The findings of a text. */
export const diagnosticsOf = ({ document, places }: PlacedText, findings: readonly Finding[], pageOf: PageOf): Diagnostic[] =>
  findings.map((finding) => {
    const { severity, code, message, help, within, related, outdated } = finding
    const href = pageOf(code)
    const tag = outdated === true ? 'deprecated' : ruleOf(code).tag
    const about = [message, within === undefined ? '' : ` (in ${within})`, help === undefined ? '' : `\n${help}`].join('')
    return {
      range: places.rangeOf(finding),
      severity: severities[severity],
      code,
      ...(href === undefined ? {} : { codeDescription: { href } }),
      source: 'offbox',
      ...(tag === undefined ? {} : { tags: [tag === 'unused' ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated] }),
      message: fromBytes(about),
      ...(related === undefined
        ? {}
        : {
            relatedInformation: related.map((one) => ({
              location: { uri: document.name, range: places.rangeOf(one) },
              message: fromBytes(one.message),
            })),
          }),
    }
  })

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  menu: CompletionItemKind.Module,
  command: CompletionItemKind.Function,
  argument: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  property: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  item: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
}

/** The protocol's completion item; none for a snippet if the editor does not support snippets. */
export function completionItem(completion: Completion, places: PositionConverter, takesSnippets: boolean): CompletionItem[] {
  const { label, kind, detail, about, outdated, insert, snippet, filter, rank, replaces } = completion
  if (kind === 'snippet' && !takesSnippets) return []
  return [
    {
      label: fromBytes(label),
      kind: completionKinds[kind],
      detail: fromBytes(detail),
      ...(about === undefined ? {} : { documentation: markdown(about) }),
      ...(outdated === true ? { tags: [CompletionItemTag.Deprecated] } : {}),
      sortText: `${rank}${fromBytes(label)}`,
      ...(filter === undefined ? {} : { filterText: fromBytes(filter) }),
      insertTextFormat: snippet === undefined ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
      textEdit: { range: places.rangeOf(replaces), newText: fromBytes(snippet ?? insert ?? label) },
    },
  ]
}

/** An edit of the protocol. */
export const textEdit = ({ text, ...span }: Edit, places: PositionConverter): TextEdit => ({
  range: places.rangeOf(span),
  newText: fromBytes(text),
})

/** A text of the protocol in Markdown. */
export const markdown = (text: string): { kind: typeof MarkupKind.Markdown; value: string } => ({
  kind: MarkupKind.Markdown,
  value: fromBytes(text),
})

const symbolKinds: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  function: SymbolKind.Function,
  variable: SymbolKind.Variable,
  item: SymbolKind.Object,
  section: SymbolKind.Module,
}

/** An entry of the outline, with those inside it. */
export const documentSymbol = ({ name, detail, kind, at, children, ...span }: OutlineEntry, places: PositionConverter): DocumentSymbol => ({
  name: fromBytes(name),
  detail: fromBytes(detail),
  kind: symbolKinds[kind],
  range: places.rangeOf(span),
  selectionRange: places.rangeOf(at),
  children: children.map((child) => documentSymbol(child, places)),
})

/** The kind of an entry of the outline. */
export const symbolKindOf = (kind: OutlineEntry['kind']): SymbolKind => symbolKinds[kind]

/** The protocol's token types for the device's classes; a modifier is a bit of `tokenModifiers`. */
const tokenStyles: Readonly<Record<Class, readonly [type: string, modifiers: number]>> = {
  dir: ['namespace', 0],
  cmd: ['function', 0],
  arg: ['parameter', 0],
  'variable-local': ['variable', 0],
  'variable-global': ['variable', 1],
  'variable-parameter': ['variable', 2],
  comment: ['comment', 0],
  escaped: ['escapeSequence', 0],
  string: ['string', 0],
  number: ['number', 0],
  enum: ['enumMember', 0],
}

/** The token types that are used; tokens name them by their index. */
export const tokenTypes = [...new Set(Object.values(tokenStyles).map(([type]) => type))]
/** The token modifiers that are used; tokens name them by their bit. */
export const tokenModifiers = ['static', 'readonly']

/** Tokens as five numbers each: line and character relative to the previous token, length, type, modifiers. */
export function tokenData({ document, places }: PlacedText, within?: Span): number[] {
  const data: number[] = []
  let line = 0
  let character = 0
  for (const token of tokensOf(document, within)) {
    const { start, end } = places.rangeOf(token)
    const [type, modifiers] = tokenStyles[token.class]
    data.push(start.line - line, start.line === line ? start.character - character : start.character)
    data.push(end.character - start.character, tokenTypes.indexOf(type), modifiers)
    ;({ line, character } = start)
  }
  return data
}

/** The edit that changes one token array to another: one range is replaced. */
export function tokenEdits(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const most = Math.min(before.length, now.length)
  let start = 0
  while (start < most && before[start] === now[start]) start++
  let end = 0
  while (end < most - start && before.at(-1 - end) === now.at(-1 - end)) end++
  if (start === before.length && start === now.length) return []
  return [{ start, deleteCount: before.length - start - end, data: now.slice(start, now.length - end) }]
}

/** The ranges of a text that fold; lines are 0-based. */
export const foldingRanges = ({ document }: PlacedText): FoldingRange[] =>
  foldsOf(document).map(({ from, to, kind }) => ({
    startLine: from - 1,
    endLine: to - 1,
    ...(kind === 'block' ? {} : { kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region }),
  }))

/** Ranges as a chain, the innermost first. */
export function selectionRange(spans: readonly Span[], places: PositionConverter): SelectionRange {
  const outermost: SelectionRange = { range: places.rangeOf(spans.at(-1) ?? { from: 0, to: 0 }) }
  return spans.slice(0, -1).reduceRight((parent, span): SelectionRange => ({ range: places.rangeOf(span), parent }), outermost)
}

const touches = (finding: Finding, { from, to }: Span): boolean => finding.from <= to && from <= finding.to

/** The code actions for the findings that a range touches. */
export function codeActions(text: PlacedText, findings: readonly Finding[], range: Range, pageOf: PageOf): CodeAction[] {
  const { document, places } = text
  const asked = places.spanOf(range)
  const diagnostics = diagnosticsOf(text, findings, pageOf)
  return findings.flatMap((finding, at) => {
    const diagnostic = diagnostics[at]
    if (diagnostic === undefined || !touches(finding, asked)) return []
    return fixesFor(document, finding).map(({ title, edits, preferred }): CodeAction => ({
      title: fromBytes(title),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: preferred,
      edit: { changes: { [document.name]: edits.map((edit) => textEdit(edit, places)) } },
    }))
  })
}
