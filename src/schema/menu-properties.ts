// Owns computing the properties that a menu has in a release, with their order, from the facts and the manual.
import type { FactsFile, MenuRow } from './facts-file.ts'
import type { CatalogData } from './menu-facts.ts'

/** A file of facts that includes a menu, and the menu's row in it. */
export interface FiledMenu {
  readonly file: FactsFile
  readonly row: MenuRow
}

/** Names that every row has besides its properties; they are last in the order. */
const always: readonly string[] = ['.id', '.nextid', '.dead', '.about']

/**
 * The names of the properties of the menu of `row`, in the order of the device or of the manual. `file` has the row, `others` are other
 * files that include the menu, each with its row; `taken` returns the arguments that its commands take as properties.
 */
export function propertiesOf(
  row: MenuRow,
  file: FactsFile,
  others: readonly FiledMenu[],
  shared: CatalogData,
  taken: () => readonly string[],
): readonly string[] {
  const { path } = row
  const later = laterProperties(file, row, shared)
  const listed = shared.order(path) ?? inManualOrder(file.properties(row), shared.named(path).order, taken)
  const known = listed.filter((name) => !later.has(name))
  const there = [...shared.dialect.properties(path), ...others.flatMap((other) => other.file.properties(other.row))]
  const more = [...new Set(there)].filter((name) => !known.includes(name))
  return known.length + more.length === 0 ? [] : [...known, ...more, ...always]
}

/** Returns the properties in the facts, or the arguments if the facts have none (extra packages); in the manual's order if it has one. */
function inManualOrder(listed: readonly string[], order: readonly string[] | undefined, taken: () => readonly string[]): readonly string[] {
  if (order === undefined) return lastOnes(listed)
  const own = listed.length === 0 ? taken() : listed
  const there = order.filter((name) => own.includes(name))
  return lastOnes([...new Set([...there, ...listed])])
}

/**
 * Properties whose argument a later release adds: the facts list the properties of all releases. A property whose argument a later release
 * removes is not among them: some became read-only (`/interface/vrrp mtu`).
 */
function laterProperties(file: FactsFile, row: MenuRow, { visibility }: CatalogData): ReadonlySet<string> {
  const setters = file.commands(row).filter(({ name }) => name === 'add' || name === 'set')
  const given = setters.flatMap(({ argumentList }) => file.argumentList(argumentList))
  const now = setters.filter((command) => !visibility.isLater(command)).flatMap(({ argumentList }) => file.argumentList(argumentList))
  const here = new Set(now.flatMap((facts) => (visibility.isLater(facts) ? [] : facts.name)))
  return new Set(given.flatMap(({ name }) => (here.has(name) ? [] : name)))
}

/** Moves `disabled` and `comment` to the end, as in every known order. */
function lastOnes(names: readonly string[]): string[] {
  const last = ['disabled', 'comment'].filter((name) => names.includes(name))
  return [...names.filter((name) => !last.includes(name)), ...last]
}
