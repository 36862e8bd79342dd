// Owns which properties a menu has in a release, and their order: by the facts, the manual and what later releases add.
import type { FactsFile, MenuRow } from './facts-file.ts'
import type { CatalogData } from './menu-facts.ts'

/** Names that every row has beside its properties, as a condition lists them. */
const always: readonly string[] = ['.id', '.nextid', '.dead', '.about']

/**
 * The names of the properties of the menu of `row`, in the order of the device or of the manual. `file` has the row, `others` are other
 * files that include the menu; `taken` returns the arguments that its commands take as properties.
 */
export function propertiesOf(
  row: MenuRow,
  file: FactsFile,
  others: readonly FactsFile[],
  shared: CatalogData,
  taken: () => readonly string[],
): readonly string[] {
  const { path } = row
  const toCome = propertiesToCome(file, row, shared)
  const listed = shared.order(path) ?? inManualOrder(file.properties(row), shared.named(path).order, taken)
  const known = listed.filter((name) => !toCome.has(name))
  const there = [...shared.dialect.properties(path), ...others.flatMap((other) => other.properties(other.row(path)!))]
  const more = [...new Set(there)].filter((name) => !known.includes(name))
  return known.length + more.length === 0 ? [] : [...known, ...more, ...always]
}

/** Returns the properties in the facts, or where these list none (extra packages) the arguments; in the manual's order if any. */
function inManualOrder(listed: readonly string[], order: readonly string[] | undefined, taken: () => readonly string[]): readonly string[] {
  if (order === undefined) return lastOnes(listed)
  const own = listed.length === 0 ? taken() : listed
  const there = order.filter((name) => own.includes(name))
  return lastOnes([...new Set([...there, ...listed])])
}

/**
 * Properties whose argument a later release adds (the facts list properties of all releases). One that a later release no longer sets
 * stays: some became read-only (`/interface/vrrp mtu`).
 */
function propertiesToCome(file: FactsFile, row: MenuRow, { visibility }: CatalogData): ReadonlySet<string> {
  const setters = file.commands(row).filter(({ name }) => name === 'add' || name === 'set')
  const given = setters.flatMap(({ argumentList }) => file.argumentList(argumentList))
  const now = setters.filter((command) => !visibility.isToCome(command)).flatMap(({ argumentList }) => file.argumentList(argumentList))
  const here = new Set(now.flatMap((facts) => (visibility.isToCome(facts) ? [] : facts.name)))
  return new Set(given.flatMap(({ name }) => (here.has(name) ? [] : name)))
}

/** In every known order `disabled` and `comment` come last; the others keep the order of the facts. */
function lastOnes(names: readonly string[]): string[] {
  const last = ['disabled', 'comment'].filter((name) => names.includes(name))
  return [...names.filter((name) => !last.includes(name)), ...last]
}
