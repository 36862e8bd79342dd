// Owns an open text: what was read of it and of the code in its strings, its findings, and what its words mean, each made once.
import type { Menu } from '../../grammar/names.ts'
import type { Diagnostic } from '../diagnostic/diagnostic.ts'
import type { Checker } from '../resolve/check/checker.ts'
import { embeddedIn, outward } from '../resolve/check/embedded.ts'
import type { Knowledge } from '../resolve/check/knowledge.ts'
import { isScriptName } from '../resolve/check/rules/script-name.ts'
import { readOn, type Reading } from '../resolve/check/tolerant.ts'
import { takesRawText } from '../schema/places.ts'
import { descend } from '../syntax/descent.ts'
import { Source, type Span } from '../text/source.ts'
import type { Part } from './part.ts'
import { usesOf, type Uses } from './uses.ts'

/** How deep code may lie in strings of code in strings. */
const deepest = 4

/** A text that does not change; an edit makes another one. All offsets are bytes. */
export class Document {
  /** What tells it from others: its URI. */
  readonly name: string
  readonly source: Source
  readonly knowledge: Knowledge
  readonly #checker: Checker
  #findings: readonly Diagnostic[] | undefined
  #reading: Reading | undefined
  #parts: readonly Part[] | undefined
  #uses: Uses | undefined

  constructor(source: Source, checker: Checker) {
    this.name = source.name
    this.source = source
    this.#checker = checker
    this.knowledge = checker.knowledgeOf(source)
  }

  get root(): Menu {
    return this.knowledge.catalog.root
  }

  get findings(): readonly Diagnostic[] {
    return (this.#findings ??= this.#checker.check(this.source))
  }

  get reading(): Reading {
    return (this.#reading ??= readOn(this.source, this.root))
  }

  /** Its own script, then those in its strings. */
  get parts(): readonly Part[] {
    if (this.#parts !== undefined) return this.#parts
    const { parsed, text } = this.reading
    const parts: Part[] = []
    const length = this.source.text.length
    const within = ({ from, to }: Span): Span => ({ from: Math.min(from, length), to: Math.min(to, length) })
    this.#gather({ text, body: parsed.script.body, comments: parsed.script.comments, outward: within }, 0, parts)
    return (this.#parts = parts)
  }

  get uses(): Uses {
    return (this.#uses ??= usesOf(this.parts))
  }

  #gather(part: Part, depth: number, parts: Part[]): void {
    parts.push(part)
    if (depth === deepest) return
    descend(part.body, (at) => {
      if (at.kind !== 'invocation') return
      for (const { argument, value } of at.given) {
        if (value === undefined || (value.kind !== 'quoted' && value.kind !== 'raw') || !takesRawText(argument.name)) continue
        const inner = embeddedIn(value, part.text)
        if (inner === undefined || inner.text.trim() === '' || isScriptName(inner.text)) continue
        const { parsed, text } = readOn(new Source(inner.text), this.root)
        const back = (span: Span): Span => part.outward(outward(inner.mapping, span))
        this.#gather({ text, body: parsed.script.body, comments: parsed.script.comments, outward: back }, depth + 1, parts)
      }
    })
  }
}
