// Owns the editor: CodeMirror with findings, colours, completion, hover and quick fixes from the language worker.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { searchKeymap } from '@codemirror/search'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { PageResponses, PageFinding, DeviceChoice } from '../messages.ts'
import type { WorkerClient } from './worker-client.ts'
import { appearance } from './appearance.ts'

/** The callbacks of the editor into the page. */
export interface EditorHooks {
  readonly language: WorkerClient
  names(this: void): DeviceChoice
  /** Called with the findings after the text was checked. */
  found(this: void, findings: readonly PageFinding[]): void
  changed(): void
  run(): void
}

type Tokens = PageResponses['check']['tokens']

const painted = StateEffect.define<Tokens>()

/** Colours move with edits until new ones arrive. */
const colours = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(known, change) {
    for (const effect of change.effects) if (effect.is(painted)) return decorated(effect.value, change.state.doc.length)
    return known.map(change.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

const marks = new Map<string, Decoration>()

function markOf(name: string): Decoration {
  const known = marks.get(name) ?? Decoration.mark({ class: `t-${name}` })
  marks.set(name, known)
  return known
}

const decorated = (tokens: Tokens, length: number): DecorationSet =>
  Decoration.set(tokens.filter(([from, to]) => from < to && to <= length).map(([from, to, name]) => markOf(name).range(from, to)))

/** The delay between the last key press and a check, in milliseconds. */
const checkDelayMs = 40

const severities = { error: 'error', late: 'error', warning: 'warning', hint: 'info' } as const

/** The editor of the page. */
export class PageEditor {
  readonly view: EditorView
  readonly #around: EditorHooks
  #timer: number | undefined
  #version = 0

  constructor(parent: HTMLElement, around: EditorHooks, text: string) {
    this.#around = around
    // In a shadow tree, where script may create style sheets; the page's content security policy forbids that elsewhere.
    const root = parent.attachShadow({ mode: 'open', delegatesFocus: true })
    this.view = new EditorView({ parent: root, root, state: EditorState.create({ doc: text, extensions: this.#extensions() }) })
    void this.#look()
  }

  get text(): string {
    return this.view.state.doc.toString()
  }

  replace(text: string): void {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } })
  }

  /** Checks again after the release or packages have changed. */
  again(): void {
    void this.#look()
  }

  goTo(at: number): void {
    const head = Math.min(at, this.view.state.doc.length)
    this.view.dispatch({ selection: { anchor: head }, scrollIntoView: true })
    this.view.focus()
  }

  #extensions() {
    return [
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      bracketMatching(),
      closeBrackets(),
      indentUnit.of('  '),
      colours,
      lintGutter(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'RouterOS script', spellcheck: 'false', autocapitalize: 'off', tabindex: '0' }),
      appearance,
      autocompletion({ override: [(context) => this.#complete(context)], icons: false }),
      hoverTooltip((_, at) => this.#hover(at)),
      keymap.of([
        { key: 'Mod-Enter', run: () => (this.#around.run(), true) },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...lintKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...defaultKeymap,
        indentWithTab,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.#around.changed()
        if (!update.docChanged && !update.viewportChanged) return
        clearTimeout(this.#timer)
        this.#timer = window.setTimeout(() => void this.#look(), checkDelayMs)
      }),
    ]
  }

  async #look(): Promise<void> {
    const version = ++this.#version
    const { language, names, found } = this.#around
    const { from, to } = this.view.viewport
    const answer = await language.ask<'check'>({ what: 'check', text: this.text, names: names(), from, to }).catch(() => undefined)
    if (answer === undefined || version !== this.#version) return
    this.view.dispatch({ effects: painted.of(answer.tokens) })
    this.view.dispatch(setDiagnostics(this.view.state, answer.findings.map(diagnosticOf)))
    found(answer.findings)
  }

  async #complete(context: CompletionContext): Promise<CompletionResult | null> {
    const before = context.matchBefore(/[\w$:/.-]+/)
    if (before === null && !context.explicit && !/[\s/=[{(]$/.test(context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos)))
      return null
    const { language, names } = this.#around
    const answer = await language
      .ask<'complete'>({ what: 'complete', text: this.text, names: names(), at: context.pos })
      .catch(() => undefined)
    if (answer === undefined || context.aborted) return null
    return {
      from: answer.from,
      options: answer.items.map(({ label, kind, detail, insert, rank }) => ({
        label,
        type: kind,
        detail,
        apply: insert,
        boost: -Math.min(rank, 99),
      })),
      validFor: /^[\w$-]*$/,
    }
  }

  async #hover(at: number) {
    const { language, names } = this.#around
    const answer = await language.ask<'hover'>({ what: 'hover', text: this.text, names: names(), at }).catch(() => undefined)
    if (answer === undefined) return null
    return {
      pos: answer.from,
      end: answer.to,
      create: () => {
        const dom = document.createElement('div')
        dom.className = 'told'
        dom.append(...paragraphs(answer.text))
        return { dom }
      },
    }
  }
}

/** Renders the subset of Markdown in hovers: paragraphs, code and bold text. */
function paragraphs(text: string): readonly HTMLElement[] {
  return text.split(/\n\n+/).map((one) => {
    const paragraph = document.createElement('p')
    for (const [piece, code, bold] of one.replace(/^```\w*\n|\n?```$/g, '').matchAll(/`([^`]*)`|\*\*(.+?)\*\*|(?:(?!\*\*)[^`])+/g)) {
      const part = document.createElement(code !== undefined ? 'code' : bold !== undefined ? 'strong' : 'span')
      part.textContent = code ?? bold ?? piece
      paragraph.append(part)
    }
    return paragraph
  })
}

const diagnosticOf = ({ from, to, severity, code, message, help, fixes }: PageFinding): Diagnostic => ({
  from,
  to: Math.max(to, from),
  severity: severities[severity],
  source: code,
  message: help === undefined ? message : `${message}\n${help}`,
  actions: fixes.map(({ title, changes }) => ({
    name: title,
    apply: (view) => view.dispatch({ changes: changes.map(({ from: start, to: end, insert }) => ({ from: start, to: end, insert })) }),
  })),
})
