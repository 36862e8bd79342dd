// Owns the script that makes one device what another is.
import { printExport, type ExportLine, type ExportSection } from '../../print/export.ts'
import { exportQuoted, exportValue } from '../../print/quote.ts'
import { printStyle } from '../../print/style.ts'
import { readLiteral } from '../../value/literal.ts'
import { show } from '../../value/show.ts'
import type { Router } from '../router.ts'
import type { Comparison } from './diff.ts'
import { addedSettings, dotted, selectorOf, textsOf, type Setting } from '../export/exported.ts'
import type { Item } from '../rows/store.ts'

/**
 * The commands, as an export writes them: first what goes, the last menus of an export first, for nothing that stays refers to it; then
 * changes, new rows and moves in the order of exports. Rows are named by name or key, else by their place in `find`.
 */
export function diffScript(from: Router, to: Router, comparisons: readonly Comparison[], width: number): string {
  const steps = comparisons.map((comparison) => stepsOf(from, to, comparison))
  const removals = steps.map(({ path, removals: lines }): ExportSection => ({ path, lines })).reverse()
  const others = steps.map(({ path, others: lines }): ExportSection => ({ path, lines }))
  return printExport([...removals, ...others], printStyle(to.release.text), width)
}

interface Steps {
  readonly path: string
  readonly removals: readonly ExportLine[]
  readonly others: readonly ExportLine[]
}

function stepsOf(from: Router, to: Router, comparison: Comparison): Steps {
  const { menu, differences } = comparison
  const { path } = menu
  const places = new Places(from, comparison)
  const gone = differences.flatMap(({ kind, from: row }) => (kind === 'removed' && row !== undefined ? [row] : []))
  const removals = gone.reverse().map((row): ExportLine => {
    const selector = places.selector(row)
    places.remove(row)
    return { verb: 'remove', selector, values: [] }
  })
  const changes = differences.flatMap((difference): ExportLine[] => {
    const { from: row, changed } = difference
    if (row === undefined || changed.length === 0) return []
    const values = dotted(
      to,
      changed.map(({ name, to: text }): Setting => settingOf(to, comparison, name, text)),
    )
    return [menu.kind === 'settings' ? { verb: 'set', values } : { verb: 'set', selector: places.selector(row), values }]
  })
  return { path, removals, others: [...changes, ...arrangement(to, comparison, places)] }
}

function settingOf(to: Router, { menu }: Comparison, name: string, text: string | undefined): Setting {
  if (text === undefined) return name === 'comment' ? [name, ''] : [name, undefined]
  return to.property(menu, name)?.bare === true && text === 'yes' ? [name, true] : [name, text]
}

/** New rows at their places, and moves of the rows that stayed: each goes right behind the row that it follows on the other device. */
function arrangement(to: Router, { menu, to: rows, partners, moved, extent: compared }: Comparison, places: Places): readonly ExportLine[] {
  if (menu.kind === 'settings') return []
  let last: Item | undefined
  return rows.flatMap((row): ExportLine[] => {
    const partner = partners.get(row)
    const follows = last
    last = partner ?? row
    if (partner !== undefined) {
      if (!moved.has(row)) return []
      const before = places.behind(follows, partner)
      if (places.isBehind(partner, follows)) return []
      const selector = `${places.selector(partner)}${before === undefined ? '' : ` ${places.selector(before)}`}`
      places.put(partner, before)
      return [{ verb: 'move', selector, values: [] }]
    }
    const before = menu.ordered === true ? places.behind(follows, row) : undefined
    const extent = { ...compared, verbose: row.factory !== undefined }
    const values = dotted(
      to,
      addedSettings(to, menu, row, extent).filter(([, value]) => value !== undefined),
    )
    const place = before === undefined ? {} : { selector: `place-before=${places.selector(before)}` }
    places.put(row, before)
    return [{ verb: 'add', ...place, values }]
  })
}

/** Where rows stand while the script runs. */
class Places {
  readonly #from: Router
  readonly #comparison: Comparison
  readonly #rows: Item[]
  readonly #old: ReadonlySet<Item>

  constructor(from: Router, comparison: Comparison) {
    this.#from = from
    this.#comparison = comparison
    this.#rows = [...comparison.from]
    this.#old = new Set(comparison.from)
  }

  /** Whether nobody asks for places: rows go by their names and may stand in any order. */
  get #isFree(): boolean {
    return this.#comparison.isNamed && this.#comparison.menu.ordered !== true
  }

  remove(row: Item): void {
    if (!this.#isFree) this.#rows.splice(this.#rows.indexOf(row), 1)
  }

  /** The row that comes after another (the first one where that is undefined), not counting `apart`. */
  behind(row: Item | undefined, apart: Item): Item | undefined {
    const rest = row === undefined ? this.#rows : this.#rows.slice(this.#rows.indexOf(row) + 1)
    return rest.find((next) => next !== apart)
  }

  /** Whether a row comes right after another, or first where that is undefined. */
  isBehind(row: Item, other: Item | undefined): boolean {
    return this.#rows.indexOf(row) === (other === undefined ? 0 : this.#rows.indexOf(other) + 1)
  }

  /** Puts a row in front of another, or at the end. */
  put(row: Item, before: Item | undefined): void {
    if (this.#isFree) return
    const at = this.#rows.indexOf(row)
    if (at !== -1) this.#rows.splice(at, 1)
    this.#rows.splice(before === undefined ? this.#rows.length : this.#rows.indexOf(before), 0, row)
  }

  /** How the script names a row that is there now. */
  selector(row: Item): string {
    const { menu, isNamed } = this.#comparison
    if (this.#old.has(row) && row.factory !== undefined && menu.selects !== 'number') return selectorOf(this.#from, menu, row)
    if (isNamed) {
      const style = printStyle(this.#from.release.text)
      const keys = (menu.name !== undefined ? [menu.name] : (menu.keys ?? [])).map((key) => {
        const text = textsOf(this.#from, menu, row, key) ?? show(row.values.get(key) ?? '')
        // What `get` gives as a text equals only a text: a bare address, prefix or number equals none (the manual's tips on scripting).
        const isText = typeof this.#from.read(menu, row, key) === 'string' && typeof readLiteral(text) !== 'string'
        return `${key}=${isText ? exportQuoted(text, style) : exportValue(text, style)}`
      })
      return `[ find ${keys.join(' ')} ]`
    }
    // Rows that the device makes by itself are no part of the comparison, so they must not count.
    const all = this.#from.property(menu, 'dynamic') !== undefined ? '[ find dynamic=no ]' : '[ find ]'
    return `[ :pick ${all} ${this.#rows.indexOf(row)} ]`
  }
}
