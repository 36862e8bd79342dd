// Owns the programs of a console: it parses and compiles the texts that the console runs, and caches the programs of texts that may run
// again.
import { parseText } from '../grammar/parse.ts'
import type { Parsed } from '../grammar/parser.ts'
import { isOfValue, Refusal } from '../grammar/refusal.ts'
import { NameScope } from '../grammar/scope.ts'
import type { Command, Menu } from '../grammar/names.ts'
import { builtins } from './builtins/list.ts'
import type { Behaviour, Cell, Watch } from './compile/machine.ts'
import { raised, refusedFailure } from './compile/place.ts'
import { compileScript, type Program } from './compile/program.ts'
import { thresholds } from './compile/thresholds.ts'
import { Tier } from './compile/tier.ts'
import { behaviours } from './device/behaviours.ts'
import type { Console, FilePiece } from './device/console.ts'
import { formOf, formOfBody, formOfNode } from './resolve/form.ts'
import { pieces } from './resolve/pieces.ts'
import type { Catalog } from './schema/catalog.ts'
import { isSince, type Release } from './schema/release.ts'
import type { SessionOptions } from './session-options.ts'
import { Source } from './text/source.ts'
import { makeOperators } from './value/operators.ts'
import { PatternCache } from './value/pattern.ts'
import { Code } from './value/value.ts'

/** Returns the behaviour of a command: a word of the language first, then a menu's command. */
const behaviourOf = (command: Command): Behaviour<Console> | undefined => builtins.get(command.path) ?? behaviours(command)

/** The scope of a console's line: all existing globals are declared in it (manual, scripting page). */
export function consoleScope(globals: Iterable<Cell>): NameScope {
  const around = new NameScope(undefined, { size: 0 })
  for (const { name, value } of globals) if (value !== undefined) around.declare(name, 'declare-global')
  return new NameScope(around, around.frame)
}

/** How a text that starts in the root menu is parsed. */
export interface Reading {
  /** Its name in failures. */
  readonly name: string
  /** The first line that is parsed, counted from 1. */
  readonly fromLine: number
  /** The variables declared outside of the text; undefined: none. */
  readonly scope: NameScope | undefined
}

/** Makes the programs of one console. */
export class SessionPrograms {
  readonly #catalog: Catalog
  readonly #release: Release
  readonly #watch: Watch<Console> | undefined
  readonly #tier: Tier | undefined
  /** A cache of programs, by the name and the text of their file. */
  readonly #kept: Map<string, Program<Console>> | undefined
  #made: ReturnType<typeof makeOperators> | undefined

  constructor({ device, catalog, watch, programs, hotThresholds = thresholds }: SessionOptions) {
    this.#catalog = catalog
    this.#release = device.release
    this.#watch = watch
    this.#kept = programs
    this.#tier = hotThresholds === null ? undefined : new Tier(hotThresholds)
  }

  /** Created for the first text: a command given as data needs no operators. */
  get #operators(): ReturnType<typeof makeOperators> {
    const arrays = isSince(this.#release, 7, 24) ? 'ordered' : 'refused'
    return (this.#made ??= makeOperators({ order: { arrays }, patterns: new PatternCache() }))
  }

  /** Compiles a parsed text. Throws a refusal as a Failure with its position. */
  #compiled(source: Source, parsed: Parsed | Refusal): Program<Console> {
    if (parsed instanceof Refusal) throw raised(parsed, source)
    const { script } = parsed
    return compileScript<Console>(script, behaviourOf, {
      source,
      form: (node) =>
        node === script.body ? formOf(script, source) : 'statements' in node ? formOfBody(node, source) : formOfNode(node, source),
      operators: this.#operators,
      guesses: !this.#catalog.root.sure,
      tier: this.#tier,
      watch: this.#watch,
    })
  }

  /** Returns the program of a text that starts in `menu`, and the menu in which it ends. Throws a refusal as a Failure. */
  entered(source: Source, menu: Menu, scope: NameScope | undefined): { readonly program: Program<Console>; readonly menu: Menu } {
    const parsed = parseText(source, { root: this.#catalog.root, menu, ...(scope && { scope }) })
    if (parsed instanceof Refusal) throw raised(parsed, source)
    return { program: this.#compiled(source, parsed), menu: parsed.script.menu }
  }

  /**
   * Returns the program of a text that starts in the root. It comes from the cache where there is one, unless the text starts in a later
   * line or uses variables declared outside of it. Throws a refusal as a Failure.
   */
  of(text: string, { name, fromLine, scope }: Reading): Program<Console> {
    const kept = scope !== undefined || fromLine > 1 ? undefined : this.#kept
    const key = `${name}\n${text}`
    let program = kept?.get(key)
    if (program === undefined) {
      const source = new Source(text, name)
      const from = source.lineStart(fromLine)
      program = this.#compiled(source, parseText(source, { root: this.#catalog.root, from, ...(scope && { scope }) }))
      kept?.set(key, program)
    }
    return program
  }

  /** Parses a text to code, as `Console.parse` does. */
  code(text: string): Code {
    const source = new Source(text, ':parse')
    const parsed = parseText(source, { root: this.#catalog.root })
    if (!(parsed instanceof Refusal)) return this.#compiled(source, parsed).code
    const failure = refusedFailure(parsed, source)
    return new Code(() => failure.message, failure)
  }

  /** Splits a file into pieces that run in `console`, as `Console.pieces` does. */
  *pieces(text: string, { name, fromLine }: Omit<Reading, 'scope'>, console: Console): Iterable<FilePiece> {
    const { root } = this.#catalog
    const source = new Source(text, name)
    for (const { firstLine, lastLine, from, text: lines, parsed } of pieces(source, { root, menu: root, fromLine }))
      yield {
        firstLine,
        lastLine,
        from,
        text: lines,
        errors: (parsed instanceof Refusal ? [parsed] : parsed.late).map((refused) => raised(refused, source)),
        isOfValue: parsed instanceof Refusal && isOfValue(parsed),
        script: parsed instanceof Refusal ? undefined : parsed.script,
        run: () => {
          this.#compiled(source, parsed).run(console, { nested: true })
        },
      }
  }
}
