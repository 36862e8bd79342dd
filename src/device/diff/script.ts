// Owns writing the script that turns one device's configuration into another's.
import { printExport, type ExportLine, type ExportSection } from '../../print/export.ts'
import { exportQuoted, exportValue } from '../../print/quote.ts'
import { printStyle } from '../../print/style.ts'
import { readLiteral } from '../../value/literal.ts'
import { show } from '../../value/show.ts'
import type { DeviceMenu, Router } from '../router.ts'
import type { Difference, MenuComparison } from './diff.ts'
import { inConflictFreeOrder, rowsInTheWay } from './conflict-free-order.ts'
import { addedSettings, dotted, selectorOf, exportedText, type Setting } from '../export/exported.ts'
import type { StoredRow } from '../rows/store.ts'

/**
 * Writes the commands in the form of an export: first removals, in reverse order of exports so that nothing left refers to them; then
 * changes, new rows and moves in the order of exports. Dynamic rows whose values others get are removed, too. Rows are selected by name or
 * key, else by their index in `find`.
 */
export function diffScript(from: Router, to: Router, comparisons: readonly MenuComparison[], width: number): string {
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

function stepsOf(from: Router, to: Router, comparison: MenuComparison): Steps {
  const { menu, differences } = comparison
  const { path } = menu
  const places = new Places(from, comparison)
  const order = inConflictFreeOrder(from, to, menu, differences, (change) => canReplace(change, comparison))
  const replaced = new Set(order.replaced)
  const gone = differences.flatMap((one) => (one.from !== undefined && (one.kind === 'removed' || replaced.has(one)) ? [one.from] : []))
  const removals = gone.reverse().map((row): ExportLine => {
    const selector = places.selector(row)
    places.remove(row)
    return { verb: 'remove', selector, values: [] }
  })
  const inTheWay = [...rowsInTheWay(from, to, menu, differences)].map(([row, names]): ExportLine => ({
    verb: 'remove',
    selector: `[ find dynamic=yes ${keyWords(from, menu, row, names)} ]`,
    values: [],
  }))
  const changes = order.changes.flatMap(({ from: row, changed }): ExportLine[] => {
    if (row === undefined || changed.length === 0) return []
    const values = dotted(
      to,
      changed.map(({ name, to: text }): Setting => settingOf(to, comparison, name, text)),
    )
    return [menu.kind === 'settings' ? { verb: 'set', values } : { verb: 'set', selector: places.selector(row), values }]
  })
  return { path, removals: [...removals, ...inTheWay], others: [...changes, ...arrangement(to, comparison, places, replaced)] }
}

/** Whether removing a row and adding it again loses nothing: no row of the device itself, no value that is generated or not compared. */
const canReplace = ({ from: row }: Difference, { extent }: MenuComparison): boolean =>
  row !== undefined && row.factory === undefined && (row.generated?.size ?? 0) === 0 && extent.showsSensitive

function settingOf(to: Router, { menu }: MenuComparison, name: string, text: string | undefined): Setting {
  if (text === undefined) return name === 'comment' ? [name, ''] : [name, undefined]
  return to.property(menu, name)?.bare === true && text === 'yes' ? [name, true] : [name, text]
}

/** Adds new rows at their positions, and moves rows that stayed: each directly after the row that it follows on the other device. */
function arrangement(
  to: Router,
  { menu, to: rows, partners, moved, extent: compared }: MenuComparison,
  places: Places,
  replaced: ReadonlySet<Difference>,
): readonly ExportLine[] {
  if (menu.kind === 'settings') return []
  const again = new Set([...replaced].map((one) => one.to))
  let last: StoredRow | undefined
  return rows.flatMap((row): ExportLine[] => {
    const partner = again.has(row) ? undefined : partners.get(row)
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

/** Positions of the rows while the script runs. */
class Places {
  readonly #from: Router
  readonly #comparison: MenuComparison
  readonly #rows: StoredRow[]
  readonly #old: ReadonlySet<StoredRow>

  constructor(from: Router, comparison: MenuComparison) {
    this.#from = from
    this.#comparison = comparison
    this.#rows = [...comparison.from]
    this.#old = new Set(comparison.from)
  }

  /** Whether positions do not matter: rows are selected by name and may be in any order. */
  get #isFree(): boolean {
    return this.#comparison.isNamed && this.#comparison.menu.ordered !== true
  }

  remove(row: StoredRow): void {
    if (!this.#isFree) this.#rows.splice(this.#rows.indexOf(row), 1)
  }

  /** The row after another (the first where that is undefined), ignoring `apart`. */
  behind(row: StoredRow | undefined, apart: StoredRow): StoredRow | undefined {
    const rest = row === undefined ? this.#rows : this.#rows.slice(this.#rows.indexOf(row) + 1)
    return rest.find((next) => next !== apart)
  }

  /** Whether a row directly follows another, or is first where that is undefined. */
  isBehind(row: StoredRow, other: StoredRow | undefined): boolean {
    return this.#rows.indexOf(row) === (other === undefined ? 0 : this.#rows.indexOf(other) + 1)
  }

  /** Moves a row before another, or to the end. */
  put(row: StoredRow, before: StoredRow | undefined): void {
    if (this.#isFree) return
    const at = this.#rows.indexOf(row)
    if (at !== -1) this.#rows.splice(at, 1)
    this.#rows.splice(before === undefined ? this.#rows.length : this.#rows.indexOf(before), 0, row)
  }

  /** Returns the script's selector of a row that exists at this point. */
  selector(row: StoredRow): string {
    const { menu, isNamed } = this.#comparison
    if (this.#old.has(row) && row.factory !== undefined && menu.selects !== 'number') return selectorOf(this.#from, menu, row)
    if (isNamed) {
      return `[ find ${keyWords(this.#from, menu, row, menu.name !== undefined ? [menu.name] : (menu.keys ?? []))} ]`
    }
    // Rows that the device creates by itself are not compared, so the index must not count them.
    const all = this.#from.property(menu, 'dynamic') !== undefined ? '[ find dynamic=no ]' : '[ find ]'
    return `[ :pick ${all} ${this.#rows.indexOf(row)} ]`
  }
}

/** Writes the words behind `find` that select a row by these properties. */
function keyWords(device: Router, menu: DeviceMenu, row: StoredRow, names: readonly string[]): string {
  const style = printStyle(device.release.text)
  const words = names.map((name) => {
    const text = exportedText(device, menu, row, name)
    if (text === undefined && !row.values.has(name)) return `!${name}`
    // A text that `get` returns only equals that text, not a bare address, prefix or number (the manual's tips on scripting).
    const read = device.read(menu, row, name)
    const shown = text ?? show(row.values.get(name) ?? '')
    const isText = typeof read === 'string' && typeof readLiteral(shown) !== 'string'
    return `${name}=${isText ? exportQuoted(read, style) : exportValue(shown, style)}`
  })
  return words.join(' ')
}
