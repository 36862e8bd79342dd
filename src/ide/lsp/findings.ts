// Owns sending findings to an editor: pushed after a pause in typing, or on request.
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver'
import type { Diagnostic as Finding } from '../../diagnostic/diagnostic.ts'
import type { NamesQuery } from '../../host/catalog-cache.ts'
import { selectedFindings } from '../../settings/selection.ts'
import { fromBytes } from '../../text/bytes.ts'
import { outdatedIn } from '../outdated.ts'
import { unusedIn } from '../unused.ts'
import * as answers from './answers.ts'
import { isTooLong, maxTextLength, openText, type EditorServer } from './editor-server.ts'
import type { PlacedText } from './texts.ts'

/** The delay between an edit and the check, in milliseconds. */
const checkDelayMs = 60

/** The maximum length of a text for which unused variables and outdated names are reported, in bytes. */
const maxUnusedBytes = 300_000

/** The findings of the open texts. */
export class Findings {
  readonly #server: EditorServer
  readonly #waiting = new Map<string, () => void>()
  readonly #known = new WeakMap<PlacedText, Promise<readonly Finding[]>>()
  /** The names last sent to the inspector for each text. */
  readonly #names = new Map<string, NamesQuery>()
  /** Texts being checked, and whether they have changed since. */
  readonly #busy = new Map<string, boolean>()
  #pulls = false

  constructor(server: EditorServer) {
    this.#server = server
    server.open.onDidChangeContent(({ document: { uri } }) => this.#changed(uri))
    server.open.onDidClose(({ document: { uri } }) => this.#closed(uri))
    server.connection.languages.diagnostics.on(async ({ textDocument: { uri } }) => {
      const text = openText(server, uri)
      return { kind: 'full', items: text === undefined ? this.#tooLong(uri) : await this.#told(uri, text) }
    })
  }

  /** Sets whether the editor requests findings itself. */
  set pulls(pulls: boolean) {
    this.#pulls = pulls
  }

  /** The findings in a version of a text. */
  of(uri: string, text: PlacedText): Promise<readonly Finding[]> {
    const known = this.#known.get(text) ?? this.#look(uri, text)
    this.#known.set(text, known)
    return known
  }

  async #look(uri: string, text: PlacedText): Promise<readonly Finding[]> {
    const { world, names: namesOf, judging } = this.#server
    const names = namesOf(uri)
    if (this.#names.get(uri) !== names) {
      this.#names.set(uri, names)
      world.inspector.configure(uri, names)
    }
    return selectedFindings(await world.inspector.check(uri, text.document.source.text), judging(uri))
  }

  /** Checks everything again after a change of settings. */
  again(): void {
    if (this.#pulls) void this.#server.connection.languages.diagnostics.refresh()
    else for (const { uri } of this.#server.open.all()) this.#changed(uri)
  }

  /** Stops sending. */
  stop(): void {
    for (const callOff of this.#waiting.values()) callOff()
    this.#waiting.clear()
  }

  /** The finding of a text that is not read. */
  #tooLong(uri: string): Diagnostic[] {
    const document = this.#server.open.get(uri)
    if (document === undefined || !isTooLong(document)) return []
    const start = { line: 0, character: 0 }
    return [
      {
        range: { start, end: start },
        severity: DiagnosticSeverity.Information,
        source: 'offbox',
        message: `offbox reads no text of more than ${maxTextLength} characters here: offbox check reads it`,
      },
    ]
  }

  async #told(uri: string, text: PlacedText): Promise<Diagnostic[]> {
    const { document, places } = text
    const found = answers.diagnosticsOf(text, await this.of(uri, text), this.#server.world.pageOf)
    if (document.source.text.length > maxUnusedBytes) return found
    const unused = unusedIn(document).map(({ name, ...span }) => ({
      range: places.rangeOf(span),
      severity: DiagnosticSeverity.Hint,
      tags: [DiagnosticTag.Unnecessary],
      source: 'offbox',
      message: `no code reads '${name}'`,
    }))
    const outdated = outdatedIn(document).map(({ name, life, ...span }) => ({
      range: places.rangeOf(span),
      severity: DiagnosticSeverity.Hint,
      tags: [DiagnosticTag.Deprecated],
      source: 'offbox',
      message: `later releases lack '${fromBytes(name)}': RouterOS has it ${life}`,
    }))
    return [...found, ...unused, ...outdated]
  }

  #changed(uri: string): void {
    if (this.#pulls) return
    this.#waiting.get(uri)?.()
    this.#waiting.set(
      uri,
      this.#server.world.later(checkDelayMs, () => {
        this.#waiting.delete(uri)
        if (this.#busy.has(uri)) this.#busy.set(uri, true)
        else void this.#push(uri)
      }),
    )
  }

  /** Sends the findings of a text. If the text has changed meanwhile, checks it again, so that outdated versions do not queue up. */
  async #push(uri: string): Promise<void> {
    const open = this.#server.open.get(uri)
    const text = openText(this.#server, uri)
    if (open === undefined) return
    if (text === undefined)
      return void (await this.#server.connection.sendDiagnostics({ uri, version: open.version, diagnostics: this.#tooLong(uri) }))
    this.#busy.set(uri, false)
    const { version } = open
    const diagnostics = await this.#told(uri, text)
    const isOld = this.#busy.get(uri) === true
    this.#busy.delete(uri)
    if (this.#server.open.get(uri) === undefined) return
    await this.#server.connection.sendDiagnostics({ uri, version, diagnostics })
    if (isOld) await this.#push(uri)
  }

  #closed(uri: string): void {
    this.#waiting.get(uri)?.()
    this.#waiting.delete(uri)
    this.#server.texts().close(uri)
    this.#server.world.inspector.forget(uri)
    this.#names.delete(uri)
    if (!this.#pulls) void this.#server.connection.sendDiagnostics({ uri, diagnostics: [] })
  }
}
