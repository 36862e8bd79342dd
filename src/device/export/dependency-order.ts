// Owns the order of lines in an export: a line that refers to an item which a later section creates is delayed until after that section.
import type { ExportLine, ExportSection } from '../../print/export.ts'
import type { ReferenceNote } from '../../schema/notes/note-types.ts'
import { namesIn, referenceOf } from '../../schema/references.ts'
import { allInterfaces, interfaceKind } from '../../schema/interfaces.ts'

/** A menu's section with what its ordering needs. */
export interface OrderedSection extends ExportSection {
  /** The property that names its rows. */
  readonly named: string | undefined
  /** Whether the order of its rows matters: all lines after a delayed line are delayed, too. */
  readonly ordered: boolean
}

interface Waiting {
  readonly turn: OrderedSection
  readonly line: ExportLine
}

/**
 * Returns the sections, with delayed lines after the section that they depend on, again under their menu's path (`/interface wireless` with
 * a security profile after `/interface wireless security-profiles`; exports of 7.14.2 and 7.18.2). Lines that depend on each other come
 * last.
 */
export function inDependencyOrder(turns: readonly OrderedSection[]): readonly ExportSection[] {
  const pending = new Pending(turns)
  const sections: ExportSection[] = []
  let waiting: Waiting[] = []
  const release = (): void => {
    for (let changed = true; changed;) {
      changed = false
      const held = new Set<OrderedSection>()
      const still: Waiting[] = []
      for (const one of waiting) {
        if ((one.turn.ordered && held.has(one.turn)) || pending.holdsBack(one.turn, one.line)) {
          held.add(one.turn)
          still.push(one)
          continue
        }
        const last = sections.at(-1)
        if (last?.path === one.turn.path) sections[sections.length - 1] = { path: last.path, lines: [...last.lines, one.line] }
        else sections.push({ path: one.turn.path, lines: [one.line] })
        pending.written(one.turn, one.line)
        changed = true
      }
      waiting = still
    }
  }
  for (const turn of turns) {
    const lines: ExportLine[] = []
    let holds = false
    for (const line of turn.lines) {
      if ((turn.ordered && holds) || pending.holdsBack(turn, line)) {
        waiting.push({ turn, line })
        holds = true
        continue
      }
      lines.push(line)
      pending.written(turn, line)
    }
    sections.push({ path: turn.path, lines })
    if (waiting.length > 0) release()
  }
  return [...sections, ...waiting.map(({ turn, line }) => ({ path: turn.path, lines: [line] }))]
}

/** The names not created yet, by menu. */
class Pending {
  readonly #names = new Map<string, Set<string>>()
  readonly #references = new Map<OrderedSection, ReadonlyMap<string, ReferenceNote>>()

  constructor(turns: readonly OrderedSection[]) {
    for (const turn of turns)
      for (const line of turn.lines)
        for (const key of keysOf(turn.path)) {
          const name = nameOf(turn, line)
          if (name !== undefined) (this.#names.get(key) ?? this.#names.set(key, new Set()).get(key)!).add(name)
        }
    for (const turn of turns) {
      const names = new Set(
        turn.lines.length > 0 && this.#names.size > 0 ? turn.lines.flatMap(({ values }) => values.map(([name]) => name)) : [],
      )
      const references = [...names].flatMap((name): [string, ReferenceNote][] => {
        const reference = referenceOf(turn.path, name)
        return reference === undefined || reference.of.includes(turn.path) ? [] : [[name, reference]]
      })
      this.#references.set(turn, new Map(references))
    }
  }

  /** Whether a line refers to a name not created yet. */
  holdsBack(turn: OrderedSection, { values }: ExportLine): boolean {
    const references = this.#references.get(turn)
    if (references === undefined || references.size === 0) return false
    return values.some(([name, text]) => {
      const reference = typeof text === 'string' ? references.get(name) : undefined
      if (reference === undefined || typeof text !== 'string') return false
      return namesIn(reference, text).some((one) => reference.of.some((path) => this.#names.get(path)?.has(one) === true))
    })
  }

  written(turn: OrderedSection, line: ExportLine): void {
    const name = nameOf(turn, line)
    if (name !== undefined) for (const key of keysOf(turn.path)) this.#names.get(key)?.delete(name)
  }
}

const keysOf = (path: string): readonly string[] => (interfaceKind(path) === undefined ? [path] : [path, allInterfaces])

function nameOf({ named }: OrderedSection, { values }: ExportLine): string | undefined {
  const value = named === undefined ? undefined : values.find(([name]) => name === named)?.[1]
  return typeof value === 'string' ? value : undefined
}
