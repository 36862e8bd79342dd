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
  readonly section: OrderedSection
  readonly line: ExportLine
}

/**
 * Returns the sections, with delayed lines after the section that they depend on, again under their menu's path (`/interface wireless` with
 * a security profile after `/interface wireless security-profiles`; exports of 7.14.2 and 7.18.2). Lines that depend on each other come
 * last.
 */
export function inDependencyOrder(ordered: readonly OrderedSection[]): readonly ExportSection[] {
  const pending = new Pending(ordered)
  const sections: ExportSection[] = []
  let waiting: Waiting[] = []
  const release = (): void => {
    for (let changed = true; changed;) {
      changed = false
      const held = new Set<OrderedSection>()
      const still: Waiting[] = []
      for (const one of waiting) {
        if ((one.section.ordered && held.has(one.section)) || pending.holdsBack(one.section, one.line)) {
          held.add(one.section)
          still.push(one)
          continue
        }
        const last = sections.at(-1)
        if (last?.path === one.section.path) sections[sections.length - 1] = { path: last.path, lines: [...last.lines, one.line] }
        else sections.push({ path: one.section.path, lines: [one.line] })
        pending.written(one.section, one.line)
        changed = true
      }
      waiting = still
    }
  }
  for (const section of ordered) {
    const lines: ExportLine[] = []
    let holds = false
    for (const line of section.lines) {
      if ((section.ordered && holds) || pending.holdsBack(section, line)) {
        waiting.push({ section, line })
        holds = true
        continue
      }
      lines.push(line)
      pending.written(section, line)
    }
    sections.push({ path: section.path, lines })
    if (waiting.length > 0) release()
  }
  return [...sections, ...waiting.map(({ section, line }) => ({ path: section.path, lines: [line] }))]
}

/** The names not created yet, by menu. */
class Pending {
  readonly #names = new Map<string, Set<string>>()
  readonly #references = new Map<OrderedSection, ReadonlyMap<string, ReferenceNote>>()

  constructor(ordered: readonly OrderedSection[]) {
    for (const section of ordered)
      for (const line of section.lines)
        for (const key of keysOf(section.path)) {
          const name = nameOf(section, line)
          if (name !== undefined) (this.#names.get(key) ?? this.#names.set(key, new Set()).get(key)!).add(name)
        }
    for (const section of ordered) {
      const names = new Set(
        section.lines.length > 0 && this.#names.size > 0 ? section.lines.flatMap(({ values }) => values.map(([name]) => name)) : [],
      )
      const references = [...names].flatMap((name): [string, ReferenceNote][] => {
        const reference = referenceOf(section.path, name)
        return reference === undefined || reference.of.includes(section.path) ? [] : [[name, reference]]
      })
      this.#references.set(section, new Map(references))
    }
  }

  /** Whether a line refers to a name not created yet. */
  holdsBack(section: OrderedSection, { values }: ExportLine): boolean {
    const references = this.#references.get(section)
    if (references === undefined || references.size === 0) return false
    return values.some(([name, text]) => {
      const reference = typeof text === 'string' ? references.get(name) : undefined
      if (reference === undefined || typeof text !== 'string') return false
      return namesIn(reference, text).some((one) => reference.of.some((path) => this.#names.get(path)?.has(one) === true))
    })
  }

  written(section: OrderedSection, line: ExportLine): void {
    const name = nameOf(section, line)
    if (name !== undefined) for (const key of keysOf(section.path)) this.#names.get(key)?.delete(name)
  }
}

const keysOf = (path: string): readonly string[] => (interfaceKind(path) === undefined ? [path] : [path, allInterfaces])

function nameOf({ named }: OrderedSection, { values }: ExportLine): string | undefined {
  const value = named === undefined ? undefined : values.find(([name]) => name === named)?.[1]
  return typeof value === 'string' ? value : undefined
}
